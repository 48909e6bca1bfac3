"""Text in, clean values out. What may be chosen is handed in by the page."""

from shelters.forms.places import (
    USUAL_STAY,
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
    "USUAL_STAY",
    "AcceptForm",
    "AddressForm",
    "BoardForm",
    "CorrectForm",
    "DeclineForm",
    "EndForm",
    "MoveForm",
    "OtherDateForm",
    "ReleaseForm",
    "StartForm",
    "WishForm",
    "WithdrawForm",
    "correct_initial",
    "understood",
    "wished_stay",
]
