" Vim syntax file
" Language: ONNX text
" The patterns are those of onnx-text.tmLanguage.json in the reverse order: of two that begin at the same place, Vim
" takes the one that was defined last.

if exists('b:current_syntax')
  finish
endif
let s:save = &cpoptions
set cpoptions&vim

syntax match onnxtextName /\v<[A-Za-z_]\w*/
syntax match onnxtextFunction /\v<[A-Za-z_]\w*\ze\s*%(:\s*[A-Za-z_]\w*\s*)?[<(]/
syntax match onnxtextFunction /\v<[A-Za-z_]\w*\ze\s*\=\>/
syntax match onnxtextKey /\v<[A-Za-z_]\w*\ze\s*\=[^>]@=/
syntax match onnxtextKey /\v<[A-Za-z_]\w*\ze\s*\=$/
syntax match onnxtextKey /\v<[A-Za-z_]\w*\ze\s*:%(\s*[A-Za-z_]\w*\s*[<(])@!/
" What a node makes: a call follows, which no graph is and no type.
syntax match onnxtextName /\v<[A-Za-z_]\w*\ze\s*\=\s*%(%([A-Za-z_]\w*|"[^"]*")\s*%(\([^()]*%(\([^()]*\)[^()]*)*\))?\s*\=\>)@!%([A-Za-z_]\w*\.)*%(%(seq|optional|map|sparse_tensor|opaque)>)@!%([A-Za-z_]\w*|"[^"]*")%(\s*:\s*[A-Za-z_]\w*)?\s*[<(]/
" What is declared: its type stands before it.
syntax match onnxtextName /\v%([A-Za-z0-9_\])]\s)@2<=[A-Za-z_]\w*\ze\s*\=[^>]@=/
syntax match onnxtextName /\v<[A-Za-z_]\w*\ze\.[A-Za-z_"]/
syntax match onnxtextType /\v<%(float|uint8|int8|uint16|int16|int32|int64|string|bool|float16|double|uint32|uint64|complex64|complex128|bfloat16|float8e4m3fn|float8e4m3fnuz|float8e5m2|float8e5m2fnuz|uint4|int4|float4e2m1|float8e8m0|uint2|int2|float6e2m3|float6e3m2|seq|optional|map|sparse_tensor|opaque)>%(\s*%(\=%([^>]|$)|:))@!/
syntax match onnxtextKeyword /\v%([{,]\s*)@8<=%(values|indices)\ze\s*:/
syntax match onnxtextKeyword /\v<%(model|node|attr|tensor|sparse|value|type|function|graph)\ze\s*\{/
syntax match onnxtextType /\v%(:\s*)@4<=%(floats?|ints?|strings?|tensors?|graphs?|sparse_tensors?|type_protos?)\ze\s*\=/
syntax match onnxtextNumber /\v-?<\d+%(\.\d*)?%([eE][+-]?\d+)?/
syntax match onnxtextNumber /\v\c-?<%(nan%(\(0x\x+\)|>)|inf%(inity)?>)/
syntax match onnxtextName /\v\@@1<=\s*[A-Za-z_]\w*/
syntax match onnxtextNote /\v\@%(data|denote|device|doc|meta|raw|typed|unknown)>/
syntax region onnxtextString start=/\v%(<b)?"/ skip=/\\./ end=/"/ oneline
syntax region onnxtextString start=/\v<%(x|b64)"/ end=/"/
syntax region onnxtextString start=/"""/ end=/\v^\s*"""/
syntax match onnxtextComment +//.*$+
syntax match onnxtextComment /#.*$/
syntax match onnxtextComment /\v%^#!onnx-text.*$/

highlight default link onnxtextComment Comment
highlight default link onnxtextString String
highlight default link onnxtextNumber Number
highlight default link onnxtextNote PreProc
highlight default link onnxtextType Type
highlight default link onnxtextKeyword Keyword
highlight default link onnxtextKey Label
highlight default link onnxtextFunction Function
highlight default link onnxtextName Identifier

let b:current_syntax = 'onnxtext'
let &cpoptions = s:save
unlet s:save
