"""Text in, clean values out. What may be chosen is handed in by the page."""

from shelters.forms.figures import InvoiceForm, PeriodForm, last_month
from shelters.forms.houses import ChangeHouseForm, ChangeUnitForm, NewHouseForm, UnitForm, house_initial, unit_initial
from shelters.forms.payments import PayerRuleForm, RateForm, SettleForm, rule_initial
from shelters.forms.stays import (
    AcceptForm,
    AddressForm,
    BoardForm,
    CorrectForm,
    DeclineForm,
    EndForm,
    MoveForm,
    OtherDateForm,
    ReleaseForm,
    StartForm,
    WishForm,
    WithdrawForm,
    correct_initial,
    understood,
    wished_stay,
)

__all__ = [
    "AcceptForm",
    "AddressForm",
    "BoardForm",
    "ChangeHouseForm",
    "ChangeUnitForm",
    "CorrectForm",
    "DeclineForm",
    "EndForm",
    "InvoiceForm",
    "MoveForm",
    "NewHouseForm",
    "OtherDateForm",
    "PayerRuleForm",
    "PeriodForm",
    "RateForm",
    "ReleaseForm",
    "SettleForm",
    "StartForm",
    "UnitForm",
    "WishForm",
    "WithdrawForm",
    "correct_initial",
    "house_initial",
    "last_month",
    "rule_initial",
    "understood",
    "unit_initial",
    "wished_stay",
]
