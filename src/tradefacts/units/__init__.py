"""The normalisation core: digits to exact decimals, codes to what they stand for.

Pure functions on small values, with no Russian and no grammar; every failure is a
`NormalizationError`.
"""
