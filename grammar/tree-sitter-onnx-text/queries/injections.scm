; Documentation is Markdown more often than not.

((note "@doc" (text_block) @injection.content)
  (#set! injection.language "markdown"))

((entry key: (identifier) @_key value: (text_block) @injection.content)
  (#eq? @_key "doc_string")
  (#set! injection.language "markdown"))
