tracuu '?! …'
