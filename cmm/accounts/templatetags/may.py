from django import template

from cmm.accounts.scoping import can, has_role_permission

register = template.Library()


@register.simple_tag
def may(user, action, instance):
    """Whether to show a button: the same answer the verb will give."""
    return can(user, action, instance)


@register.simple_tag
def may_role(user, permission):
    """Whether a role of the user opens ``permission`` ("cases.add_inquiry")."""
    return has_role_permission(user, permission)
