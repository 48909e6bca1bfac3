from django import template

register = template.Library()


@register.inclusion_tag("unusual/_notice.html")
def own_questions(user):
    """That there are questions about their own readings which ``user`` has not answered; else nothing."""
    return {"is_asked": getattr(user, "is_asked", False)}
