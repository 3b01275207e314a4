"""The normalisation core: digits to exact decimals, codes to the things they name.

Pure functions on small values that know no Russian and no grammar; every failure raises
`NormalizationError`.
"""
