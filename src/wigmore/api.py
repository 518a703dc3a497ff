"""The import path promised to authors of plug-ins; nothing inside Wigmore imports it.

An installed package offers analyses through the entry point group `wigmore.analyses`: each entry names a
tuple of what `analysis` returns. Only installed packages are asked; a case cannot bring code.
"""

from wigmore.analyses.contract import Analysis, analysis
from wigmore.kit.edtf import Edtf
from wigmore.kit.quantity import Quantity
from wigmore.model import views
from wigmore.model.finding import Figure, Finding, Ref, Result, Table

__all__ = ["Analysis", "Edtf", "Figure", "Finding", "Quantity", "Ref", "Result", "Table", "analysis", "views"]
