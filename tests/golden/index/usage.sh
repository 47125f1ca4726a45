tracuu-index frobnicate
