from cmm.oversight.unusual.services.asking import list_week, make_list, promise_weeks
from cmm.oversight.unusual.services.saying import add_words, answer, judge

__all__ = ["add_words", "answer", "judge", "list_week", "make_list", "promise_weeks"]
