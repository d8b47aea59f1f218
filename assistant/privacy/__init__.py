"""Personal data in what people type: found, and replaced before anything is stored, logged, embedded or sent on."""

from assistant.privacy.pseudonyms import pseudonym
from assistant.privacy.replacing import Cleaned, cleaned_deep, without_personal_data

__all__ = ["Cleaned", "cleaned_deep", "pseudonym", "without_personal_data"]
