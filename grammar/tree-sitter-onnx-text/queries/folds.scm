[
  (header)
  (declarations)
  (body)
  (attributes)
  (elements)
  (entries)
  (object)
  (text_block)
  (bytes)
] @fold
