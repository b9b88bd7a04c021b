; The classes of ../README.md: the same as the TextMate, Kate and Vim grammars.

(comment) @comment
(pragma) @keyword.directive

(identifier) @variable
[(string) (text_block) (bytes)] @string
(integer) @number
[(float) (special)] @number.float
(elided) @constant.builtin

(primitive_type) @type.builtin
(sparse_type "sparse_tensor" @type.builtin)
(type ["seq" "optional" "map" "opaque"] @type.builtin)
(attribute_type) @type

(graph name: (identifier) @function)
(function name: (identifier) @function)
(operator (identifier) @function.call)
(reference) @variable.parameter

(entry key: (identifier) @property)
(field key: (identifier) @property)
(attribute name: (identifier) @property)
(parameters (identifier) @property)
(sparse_body ["values" "indices"] @property)
(data "sha256" @property)

["message" "graph" "tensor" "type" "node"] @keyword
["@doc" "@meta" "@device" "@unknown" "@denote" "@raw" "@typed" "@data"] @attribute

["=" "=>" "@"] @operator
["(" ")" "[" "]" "{" "}" "<" ">"] @punctuation.bracket
["," ":" "."] @punctuation.delimiter
