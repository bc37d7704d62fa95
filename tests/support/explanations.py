"""What an explanation says."""

import afghanwar as aw


def texts(explanation: aw.Explanation) -> list[str]:
    """The texts of its reasons."""
    return [reason.text for reason in explanation.reasons]
