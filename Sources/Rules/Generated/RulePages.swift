// swift-format-ignore-file
// Made by generate_pages.py of the rules' documentation comments.

extension RuleCatalogue {
  /// The page of a code as Markdown, without its title; nil for a code that is no rule's.
  package static func page(_ code: String) -> String? { pages[code] }

  private static let pages: [String: String] = [
    "A001": #"""
## What it means

A node has an attribute that neither its operator in the imported version nor the called function declares.

## Why it is bad

The checker and every runtime refuse the model. Usually it was written for another version: many attributes
became inputs over time, such as those of `Clip`, `Pad`, `Slice` and `Unsqueeze`.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 13]>
main (float[N] x) => (float[N] y) {
  y = Clip <max = 6.0, min = 0.0> (x)  # A001 graph.node[0].attribute[0] # A001 graph.node[0].attribute[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 6]>
main (float[N] x) => (float[N] y) {
  y = Clip <max = 6.0, min = 0.0> (x)
}
```

## How to mend it

Give the value as an input where it became one, import the version that has the attribute, or leave it out.

## Fix safety

Safe where the attribute became an input: its value becomes a constant with exactly the same numbers.

## What others say

onnx.checker and ONNX Runtime: `Unrecognized attribute: max for operator Clip`. Nobody reports an attribute of
a call of one of the model's own functions.
"""#,
    "A002": #"""
## What it means

A node has more inputs than its operator takes in the imported version; what the further one says is an
attribute there.

## Why it is bad

The checker and every runtime refuse the model. It was written for a newer version than it imports.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 11]>
main (float[N] x) => (float[1, N] y) <int64[1] axes = {0}> {
  y = Unsqueeze (x, axes)  # A002 graph.node[0].input[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 13]>
main (float[N] x) => (float[1, N] y) <int64[1] axes = {0}> {
  y = Unsqueeze (x, axes)
}
```

## How to mend it

Give the value as an attribute, or import the version in which it is an input.

## Fix safety

Safe: offered where the input is a constant, whose numbers the attribute takes over.

## What others say

onnx.checker and ONNX Runtime: `Node (n) with operator (Unsqueeze) has input size 2 not in range [min=1,
max=1].`
"""#,
    "A003": #"""
## What it means

An operator or function has an attribute without a default, and the node does not give it: the `axis` of a
Concat, the `to` of a Cast, a branch of an If.

## Why it is bad

The node means nothing without it, and the checker and every runtime refuse the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[M] y) {
  y = Concat (x, x)  # A003 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[M] y) {
  y = Concat <axis = 0> (x, x)
}
```

## How to mend it

Write the attribute. Nothing says which value was meant.

## Fix safety

No fix is offered.

## What others say

onnx.checker and ONNX Runtime: `Required attribute 'axis' is missing.` For calls of the model's own functions
only the full check and ONNX Runtime see it.
"""#,
    "A004": #"""
## What it means

An attribute says another type than the operator declares, or its value is of another type than it says, or it
has two values.

## Why it is bad

The checker and every runtime refuse the model: an `axis` of 0.0 is no axis.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[M] y) {
  y = Concat <axis = 0.0> (x, x)  # A004 graph.node[0].attribute[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[M] y) {
  y = Concat <axis = 0> (x, x)
}
```

## How to mend it

Write the value in the wanted type: `1` is an int, `1.0` a float, `[1]` a list of ints.

## Fix safety

A person chooses it: the value is converted where that loses nothing, but it may have been meant for another
attribute.

## What others say

onnx.checker and ONNX Runtime: `Mismatched attribute type in 'Concat_0 : axis'. Expected: 'INT', actual:
'FLOAT'`
"""#,
    "A005": #"""
## What it means

An attribute has no `type`, which onnx.proto asks for since IR version 2: readers can't tell a list without
elements from a number that is left out.

## Why it is bad

The checker and ONNX Runtime refuse the model. Writers of the time before IR version 2 made such files.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17, "local" : 1]>
main (float[N] x) => (float[N] y) {
  y = local.Act <slope = 0.5> (x)
}
<domain: "local", opset_import: ["" : 17]>
Act <slope> (a) => (b) {
  b = LeakyRelu <alpha = @slope> (a)  # A005 functions[0].node[0].attribute[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17, "local" : 1]>
main (float[N] x) => (float[N] y) {
  y = local.Act <slope = 0.5> (x)
}
<domain: "local", opset_import: ["" : 17]>
Act <slope> (a) => (b) {
  b = LeakyRelu <alpha: float = @slope> (a)
}
```

## How to mend it

Set the type that the operator declares for the attribute, or that its value has.

## Fix safety

Safe: the value stays as it is, and the type is that of the only value field which is set.

## What others say

onnx.checker and ONNX Runtime: `Field 'type' of 'attr' is required but missing.`
"""#,
    "A006": #"""
## What it means

A node has two attributes of one name.

## Why it is bad

The checker and ONNX Runtime refuse the model, and other readers disagree about which of the two counts.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = LeakyRelu <alpha = 0.1, alpha = 0.2> (x)  # A006 graph.node[0].attribute[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = LeakyRelu <alpha = 0.1> (x)
}
```

## How to mend it

Remove the one that was not meant.

## Fix safety

A person chooses which of the two stays.

## What others say

onnx.checker and ONNX Runtime: `Attribute 'alpha' appeared multiple times.` In a function's body only the
checker sees it.
"""#,
    "A007": #"""
## What it means

A node has fewer inputs than its operator needs, or more than it takes, or more outputs than it makes.

## Why it is bad

The checker and every runtime refuse the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Add (x)  # A007 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Add (x, x)
}
```

## How to mend it

Give the missing inputs, which the message names; take the others away.

## Fix safety

No fix is offered.

## What others say

onnx.checker and ONNX Runtime: `Node (Add_0) with operator (Add) has input size 1 not in range [min=2,
max=2].` For calls of the model's own functions only ONNX Runtime sees it.
"""#,
    "A008": #"""
## What it means

An input or output that is not optional has the empty name, which stands for "left out".

## Why it is bad

The checker and every runtime refuse the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Add ("", x)  # A008 graph.node[0].input[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <float high = {6.0}> {
  y = Clip (x, "", high)
}
```

## How to mend it

Name the value. Only optional inputs and outputs can be left out.

## Fix safety

No fix is offered.

## What others say

onnx.checker and ONNX Runtime: `Node (Add_0)'s input 0 is marked single but has an empty string in the graph`
"""#,
    "A009": #"""
## What it means

An attribute takes one of a few words, and the node has another one.

## Why it is bad

Few checkers look: ONNX Runtime refuses some when it loads the model and others when it runs it, and ignores
the rest.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) <float[4] scales = {1, 1, 2, 2}> {
  y = Resize <mode = "nearest", coordinate_transformation_mode = "pytorch_half"> (x, "", scales)  # A009 graph.node[0].attribute[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) <float[4] scales = {1, 1, 2, 2}> {
  y = Resize <mode = "nearest", coordinate_transformation_mode = "pytorch_half_pixel"> (x, "", scales)
}
```

## How to mend it

Write one of the words that the message lists.

## Fix safety

Safe where one word is near: the model was invalid, and this is its plain mend.

## What others say

ONNX Runtime refuses Resize's words when it loads the model and Gelu's when it runs it; nobody reports
ScatterND's.
"""#,
    "A010": #"""
## What it means

The branches of an If hand out as many values as the If has outputs and take none; the body of a Loop takes
the iteration, the condition and each state, and hands out the condition, each state and what is collected; a
Scan and a SequenceMap have their own counts.

## Why it is bad

The values of the subgraph can't be matched with those of the node. The checker does not look into it; ONNX
Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (bool c) => (float[2] y) {
  y = If (c) <  # A010 graph.node[0]
then_branch = then_graph () => (float[2] t) {
    t = Constant <value = float[2] {1, 2}> ()
  }, else_branch = else_graph () => (float[2] e, float[2] f) {
    e = Constant <value = float[2] {3, 4}> ()
    f = Constant <value = float[2] {3, 4}> ()
  }>
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (bool c) => (float[2] y) {
  y = If (c) <then_branch = then_graph () => (float[2] t) {
    t = Constant <value = float[2] {1, 2}> ()
  }, else_branch = else_graph () => (float[2] e) {
    e = Constant <value = float[2] {3, 4}> ()
  }>
}
```

## How to mend it

Give the subgraph the inputs and outputs that the message counts.

## Fix safety

No fix is offered.

## What others say

The full check and ONNX Runtime: `then_branch and else_branch produce different number of outputs. 1 != 2`
"""#,
    "A011": #"""
## What it means

A node gives several of which exactly one may be given, or none: `scales` and `sizes` of a Resize, the
`value...` attributes of a Constant.

## Why it is bad

The node contradicts itself; ONNX Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) <float[4] scales = {1, 1, 2, 2}, int64[4] sizes = {1, 1, 8, 8}> {
  y = Resize <mode = "nearest"> (x, "", scales, sizes)  # A011 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) <float[4] scales = {1, 1, 2, 2}> {
  y = Resize <mode = "nearest"> (x, "", scales)
}
```

## How to mend it

Take all but one away.

## Fix safety

A person chooses which stays.

## What others say

The full check and ONNX Runtime: `Either sizes or scales must be provided, but not both of them`
"""#,
    "A012": #"""
## What it means

In a function's body `@name` stands for an attribute of the call. This one names an attribute that the
function does not declare, or stands outside of any function.

## Why it is bad

Nothing gives it a value. No checker looks; runtimes fail in the middle of inlining, or take the default.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17, "local" : 1]>
main (float[N] x) => (float[N] y) {
  y = local.Act <slope = 0.5> (x)
}
<domain: "local", opset_import: ["" : 17]>
Act <slope> (a) => (b) {
  b = LeakyRelu <alpha: float = @slop> (a)  # A012 functions[0].node[0].attribute[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17, "local" : 1]>
main (float[N] x) => (float[N] y) {
  y = local.Act <slope = 0.5> (x)
}
<domain: "local", opset_import: ["" : 17]>
Act <slope> (a) => (b) {
  b = LeakyRelu <alpha: float = @slope> (a)
}
```

## How to mend it

Name an attribute of the function, or declare the attribute.

## Fix safety

A person chooses the name.

## What others say

Nobody says anything before the model runs.
"""#,
    "A013": #"""
## What it means

A number or a list breaks what the operator demands of it: a stride of 0, a group of 0, as many keys as
values.

## Why it is bad

The node can't be computed. Some of it the full check and ONNX Runtime refuse, some nobody before the model
runs.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) {
  y = MaxPool <kernel_shape = [2, 2], strides = [2, 0]> (x)  # A013 graph.node[0].attribute[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, H, W] y) {
  y = MaxPool <kernel_shape = [2, 2], strides = [2, 1]> (x)
}
```

## How to mend it

Write a value that the operator takes; the message says what it demands.

## Fix safety

No fix is offered.

## What others say

The full check and ONNX Runtime report most of these; nobody a group of 0.
"""#,
    "D001": #"""
A meta field is not in the project's schema.

## What it means
`graven.toml` lists under `[[meta]]` the keys that layers carry in this project. This one is not there, or not for this
kind of place. Projects without a schema get no such report.

## Why it is bad
Whoever looks for the right key does not find the value: mostly it is misspelt.

## Example
```text
y = Relu (x)
  @meta ["onwer": "vision"]
```
Mended:
```text
y = Relu (x)
  @meta ["owner": "vision"]
```

## How to mend it
Correct the key, or add it to `graven.toml`.

## Fix safety
Chosen by a person: the most similar key of the schema.

## What others say
Nobody else has schemas of metadata.
"""#,
    "D002": #"""
A meta field's value is of the wrong type, is not among those allowed, or stands in the wrong place.

## What it means
The schema in `graven.toml` says the type of the key's values, for an enum the values, and what may carry it.

## Why it is bad
Programs that read the field fail, or take it for something else.

## Example
```text
y = Relu (x)
  @meta ["owner": "vison"]   # values = ["vision", "speech"]
```
Mended:
```text
y = Relu (x)
  @meta ["owner": "vision"]
```

## How to mend it
Write an allowed value, or change the schema.

## Fix safety
Chosen by a person: the most similar value of the enum.

## What others say
Nobody else has schemas of metadata.
"""#,
    "D003": #"""
A node lacks a meta field that its operator has to carry.

## What it means
The schema in `graven.toml` says with `required_for` which operators' nodes need the key.

## Why it is bad
The project has agreed on it: a `Conv` without an owner, say.

## Example
```text
y = Conv (x, w)          # required_for = ["Conv"]
```
Mended:
```text
y = Conv (x, w)
  @meta ["owner": "vision"]
```

## How to mend it
Add the field.

## Fix safety
Chosen by a person: offered where the schema allows one value only.

## What others say
Nobody else has schemas of metadata.
"""#,
    "D004": #"""
An ignore comment silences nothing.

## What it means
`# graven: ignore CODE reason` on a line, or above it, silences that code there. Nothing of the code is found at the
line, or the comment names no code.

## Why it is bad
It was written for a fault that is gone, and would hide the next one.

## Example
```text
y = Relu (x)  # graven: ignore S002 the exporter is wrong here
```
Mended:
```text
y = Relu (x)
```

## How to mend it
Remove the comment, or correct its code.

## Fix safety
Safe: a comment has no meaning for the model.

## What others say
Nobody else has such comments.
"""#,
    "F001": #"""
The file is a pointer of Git LFS, and not the model.

## What it means
Git LFS keeps large files outside of the repository; a checkout without them has three lines of text in their place.
The command that opens the file finds it.

## Why it is bad
There is no model to look at, and other tools say only that they can't parse it.

## Example
```text
version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 102442450
```

## How to mend it
Run `git lfs pull`.

## Fix safety
No fix: the model is elsewhere.

## What others say
onnx.checker: `Unable to parse proto from file`. ONNX Runtime: `Protobuf parsing failed.`
"""#,
    "F002": #"""
The file is no ONNX model.

## What it means
Its first bytes are those of something else: a web page, a model as protobuf text, a TensorFlow graph, safetensors, a
zip archive such as PyTorch writes; or the file is empty. The command that opens the file finds it.

## Why it is bad
There is no model to look at.

## Example
```text
<!DOCTYPE html>
<html><head><title>Sign in</title>
```

## How to mend it
Download the file itself rather than the page about it; export the model to ONNX.

## Fix safety
No fix: the model is elsewhere.

## What others say
onnx.checker: `The model does not have an ir_version set properly.` ONNX Runtime: `Protobuf parsing failed.`
"""#,
    "F003": #"""
The file ends too early, or is damaged.

## What it means
Protobuf announces the length of each part; here one goes past the end of the file or of what it is in. The report
names the part, such as `graph.initializer[12]`, and the byte.

## Why it is bad
The rest of the model is missing.

## Example
```text
$ head -c 1000 model.onnx > part.onnx
$ graven check part.onnx
part.onnx: error[F003 truncated]: the file ends inside graph.initializer[2] at byte 310: 4096 bytes announced, about 687 left
```

## How to mend it
Download or export the file again.

## Fix safety
No fix: the rest is not there.

## What others say
onnx.checker: `Unable to parse proto from file`. ONNX Runtime: `Protobuf parsing failed.`
"""#,
    "F004": #"""
A name or another string is no UTF-8.

## What it means
onnx.proto's string fields are UTF-8. This one has bytes that are none, often Latin-1, or Shift-JIS from a Windows tool.
Strings of attributes and tensors are bytes, and not meant.

## Why it is bad
Protobuf's Python and Java refuse the whole file, while C++ reads it: it works here and not there.

## Example
```text
[b"conv\xe9"] y = Relu (x)
```
Mended:
```text
["convé"] y = Relu (x)
```

## How to mend it
Write the string in UTF-8; if it is a value's name, everywhere.

## Fix safety
Chosen by a person: the fix takes the bytes for Latin-1, and only where nothing refers to the string.

## What others say
onnx.checker and ONNX Runtime say nothing.
"""#,
    "F005": #"""
The file has fields that this version of ONNX does not know.

## What it means
They come from a newer ONNX, or from a program that adds fields of its own. They are kept byte for byte.

## Why it is bad
Other tools drop them when they write the model.

## Example
```text
y = Relu (x) @unknown x"f87f05"
```

## How to mend it
Nothing has to be done; update this tool if the fields are those of a newer ONNX.

## Fix safety
No fix: what they mean is not known.

## What others say
Nobody says anything.
"""#,
    "F006": #"""
The file is over 2 GiB.

## What it means
Protobuf's own libraries read messages up to 2,147,483,647 bytes, and this one is larger.

## Why it is bad
The file can be written, and by no other tool be read.

## Example
```text
large.onnx: error[F006 over-2gb]: 3221225472 bytes; protobuf reads up to 2147483647
```

## How to mend it
Move the weights to external data: `graven text large.onnx -o large.onnxtxt`, then
`graven build large.onnxtxt -o small.onnx --external small.data`.

## Fix safety
No fix in place: it writes a second file.

## What others say
onnx.checker and ONNX Runtime can't parse the file.
"""#,
    "F007": #"""
The model does not say which version of the format it is.

## What it means
`ir_version` is absent or 0.

## Why it is bad
Checkers refuse the model, because they can't know which rules hold.

## Example
```onnxtxt
<opset_import: ["" : 17]>  # F007
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Write the version that came with the operator set, or a newer one if something in the model needs it.

## Fix safety
Safe: that version allows everything that the model has.

## What others say
onnx.checker: `The model does not have an ir_version set properly.` ONNX Runtime: `Missing model IR version.`; it loads
a written 0.
"""#,
    "F008": #"""
The model says a version of the format that does not exist yet.

## What it means
`ir_version` is above the newest one that ONNX defines, 14.

## Why it is bad
Runtimes refuse it before they look at anything else. They lag behind, too: ONNX Runtime 1.17 reads up to 9, 1.20 up to
10.

## Example
```onnxtxt
<ir_version: 99, opset_import: ["" : 17]>  # F008 ir_version
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Set the version that the model needs.

## Fix safety
Safe where the model has no fields that this tool does not know: then nothing in it is newer.

## What others say
onnx.checker: `Your model ir_version 99 is higher than the checker's (14).` ONNX Runtime: `Unsupported model IR version:
99, max supported IR version: 14`
"""#,
    "F009": #"""
The model uses what came after the version of the format that it says.

## What it means
Weights that are no inputs need IR version 4, functions 8, int4 10, and so on (onnx.proto, Version).

## Why it is bad
ONNX's checker refuses loose weights. Of the rest nobody complains, until an old runtime believes the number.

## Example
```onnxtxt
<ir_version: 3, opset_import: ["" : 8]>  # F009 ir_version
g (float[2] x) => (float[2] y) <
  float[2] scale = {1.0, 2.0}
> {
  y = Mul (x, scale)
}
```
Mended:
```onnxtxt
<ir_version: 4, opset_import: ["" : 8]>
g (float[2] x) => (float[2] y) <
  float[2] scale = {1.0, 2.0}
> {
  y = Mul (x, scale)
}
```

## How to mend it
Raise `ir_version` to what the model needs.

## Fix safety
Safe: a newer version allows more, and takes nothing away.

## What others say
onnx.checker, of weights alone: `scale in initializer but not in graph input`
"""#,
    "G001": #"""
A name is given to two values of one graph.

## What it means
Every value of a graph is defined once: by an input, a weight, or one output of one node (static single assignment).
Here a second definition uses a name that has one already. A graph input that is listed twice counts, too.

## Why it is bad
What a reader of the name gets depends on who reads the model. Runtimes refuse it.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  t = Relu (x)
  t = Neg (t)  # G001 graph.node[1].output[0]
  y = Abs (t)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  t_1 = Relu (x)
  t = Neg (t_1)
  y = Abs (t)
}
```

## How to mend it
Give one of the two another name, and rename its readers with it.

## Fix safety
Chosen by a person: which of the two a reader meant is a guess. The fix takes readers in between to mean the first.

## What others say
onnx.checker: `Graph must be in single static assignment (SSA) form, however 't' has been used as output names
multiple times.` ONNX Runtime: `Duplicate definition of name (t).` A function's inputs only the checker looks at.
"""#,
    "G002": #"""
A node reads a value that nothing defines.

## What it means
The name is no input, no weight and no output of a node, neither of this graph nor of one around it. A function sees
only its own inputs, so that the values of the graph that calls it are undefined there.

## Why it is bad
The model can't run. Mostly a name was changed in one place and not in the other.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  hidden = Relu (x)
  y = Add (hidden, hiden)  # G002 graph.node[1].input[1]
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  hidden = Relu (x)
  y = Add (hidden, hidden)
}
```

## How to mend it
Read an existing value, or define this one: an input, a weight, a node. In a function, add an input and hand the value
in.

## Fix safety
Chosen by a person: the fix takes the most similar name.

## What others say
onnx.checker: `Nodes in a graph must be topologically sorted, however input 'hiden' of node: ... is not output of any
previous nodes.` ONNX Runtime: `Node input 'hiden' is not a graph input, initializer, or output of a previous node.`
"""#,
    "G003": #"""
A node stands before one that feeds it.

## What it means
The nodes of a graph are listed so that each value is made before it is read. This one reads a value that a later node
makes.

## Why it is bad
The specification demands the order. ONNX Runtime sorts a main graph itself; others, and functions, are refused.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Neg (t)  # G003 graph.node[0]
  t = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  t = Relu (x)
  y = Neg (t)
}
```

## How to mend it
Move the node behind those that feed it.

## Fix safety
Safe: the order has no meaning of its own. The fix sorts the whole graph and moves as few nodes as it can.

## What others say
onnx.checker: `Nodes in a graph must be topologically sorted, however input 't' of node: ... is not output of any
previous nodes.` ONNX Runtime loads it where the main graph is meant.
"""#,
    "G004": #"""
Nodes feed each other in a circle.

## What it means
Each of these nodes waits for the next, and the last one for the first: none can run.

## Why it is bad
The model can't run. A loop over time is written with `Loop` or `Scan`, never with a circle of nodes.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  t = Add (x, u)  # G004 graph.node[0]
  u = Relu (t)
  y = Neg (u)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  t = Add (x, x)
  u = Relu (t)
  y = Neg (u)
}
```

## How to mend it
Find the input that was meant to be another value; often two values got one name.

## Fix safety
No fix: which input is wrong can't be seen.

## What others say
onnx.checker takes it for a matter of order: `Nodes in a graph must be topologically sorted ...` ONNX Runtime: `This is
an invalid model. Error: the graph is not acyclic.`
"""#,
    "G005": #"""
A graph's output is made by nothing.

## What it means
The name of an output of a graph, subgraph or function is no value of it.

## Why it is bad
The model can't run. Usually an output was renamed, and the node that makes it was not.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (
  float[2] scores  # G005 graph.output[0]
) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] scores) {
  scores = Relu (x)
}
```

## How to mend it
Rename the node's output to the name of the graph's output; callers know that one.

## Fix safety
Chosen by a person: offered where one value is left that nothing reads, or one has a similar name.

## What others say
onnx.checker: `Graph output 'scores' is not an output of any node in graph.` ONNX Runtime: `This is an invalid model.
Graph output (scores) does not exist in the graph.` Of functions only ONNX Runtime says so.
"""#,
    "G006": #"""
Two nodes of one graph have the same name.

## What it means
Node names are for people and messages; within a graph they have to differ. Empty names are not compared, nor those of
`Constant` nodes, which ONNX Runtime turns into weights first.

## Why it is bad
ONNX Runtime refuses some models with such names, and every message about `a` leaves open which node it means.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  [a] t = Relu (x)
  [a] y = Neg (t)  # G006 graph.node[1]
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  [a] t = Relu (x)
  [a_1] y = Neg (t)
}
```

## How to mend it
Rename one of the two.

## Fix safety
Safe: nothing refers to nodes by their names.

## What others say
onnx.checker says nothing. ONNX Runtime: `This is an invalid model. Error: two nodes with same node name (a).`
"""#,
    "G007": #"""
A node has no name.

## What it means
The node's `name` is absent or empty, which is legal.

## Why it is bad
Runtimes and profilers name nodes in their messages: `Type ... in node ()` can't be found in a large model.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)  # G007 graph.node[0]
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  [Relu_0] y = Relu (x)
}
```

## How to mend it
Name the node, by its layer if you can.

## Fix safety
Safe: nothing refers to nodes by their names. The fix takes the operator and the node's number.

## What others say
Nobody says anything.
"""#,
    "G008": #"""
A subgraph gives a name to a value that a graph around it has given already.

## What it means
A subgraph sees the values of the graphs around it, so its own names have to differ from theirs.

## Why it is bad
The specification forbids it, and checkers refuse it where a node makes the inner value. An inner input or weight of
an outer name passes everywhere and still misleads: that is a warning.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x, bool c) => (float[2] y) {
  t = Relu (x)
  u = If (c) <
    then_branch = a () => (float[2] t) {
      t = Neg (x)  # G008 graph.node[1].attribute[0].g.node[0].output[0]
    },
    else_branch = b () => (float[2] e) {
      e = Abs (x)
    }
  >
  y = Add (t, u)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x, bool c) => (float[2] y) {
  t = Relu (x)
  u = If (c) <
    then_branch = a () => (float[2] t_1) {
      t_1 = Neg (x)
    },
    else_branch = b () => (float[2] e) {
      e = Abs (x)
    }
  >
  y = Add (t, u)
}
```

## How to mend it
Rename the inner value and its readers.

## Fix safety
Safe: the inner readers mean the inner value, and keep it. A subgraph's inputs and outputs go by their order.

## What others say
onnx.checker and ONNX Runtime: `Graph must be in single static assignment (SSA) form, however 't' has been used as
output names multiple times.` Of inner inputs and weights nobody says anything.
"""#,
    "G009": #"""
A subgraph hands out a value of the graph around it.

## What it means
A subgraph's nodes may read outer values, but its outputs have to be values of its own.

## Why it is bad
Checkers and runtimes take the output for one that nothing makes, and refuse the model.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x, bool c) => (float[2] y) {
  t = Relu (x)
  y = If (c) <
    then_branch = a () => (
      float[2] t  # G009 graph.node[1].attribute[0].g.output[0]
    ) {},
    else_branch = b () => (float[2] e) {
      e = Abs (x)
    }
  >
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x, bool c) => (float[2] y) {
  t = Relu (x)
  y = If (c) <
    then_branch = a () => (float[2] t_out) {
      t_out = Identity (t)
    },
    else_branch = b () => (float[2] e) {
      e = Abs (x)
    }
  >
}
```

## How to mend it
Hand out a copy: an `Identity` in the subgraph.

## Fix safety
Safe: the copy has the same elements.

## What others say
onnx.checker: `Graph output 't' is not an output of any node in graph.` ONNX Runtime: `This is an invalid model.
Subgraph output (t) is an outer scope value being returned directly. Please update the model to add an Identity node
between the outer scope value and the subgraph output.`
"""#,
    "G010": #"""
A graph has no name.

## What it means
The `name` of a graph or subgraph is absent or empty.

## Why it is bad
The specification demands a name, and ONNX's checker refuses the model. ONNX Runtime does so for subgraphs.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
"" (float[2] x) => (float[2] y) {  # G010 graph
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
main_graph (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Name it; any name does.

## Fix safety
Safe: nothing refers to graphs by their names.

## What others say
onnx.checker: `Field 'name' of 'graph' is required to be non-empty.`
"""#,
    "G011": #"""
A node's outputs are read by nothing.

## What it means
No output of the node reaches an output of the graph. Where a chain of nodes ends so, its last node is reported.

## Why it is bad
It costs size, and in some runtimes time; often it is what is left of a change, or the change itself is wrong.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
  s = Exp (x)
  t = Neg (s)  # G011 graph.node[2]
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Remove it, or read its output where that was meant.

## Fix safety
Safe: ONNX's operators have no side effects. The fix removes the nodes that feed nothing else, too.

## What others say
Nobody says anything; ONNX Runtime removes such nodes when it optimises.
"""#,
    "G012": #"""
Nothing reads a graph's input.

## What it means
An input of the main graph or of a function goes to no node and is no output. Subgraphs have to take what their node
hands in, so that theirs are not looked at.

## Why it is bad
Callers have to supply what has no effect; often the input was meant to be read.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (
  float[2] x,
  float[2] mask  # G012 graph.input[1]
) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x, float[2] mask) => (float[2] y) {
  t = Relu (x)
  y = Mul (t, mask)
}
```

## How to mend it
Read it, or remove it.

## Fix safety
Chosen by a person: removing an input changes what callers have to supply.

## What others say
Nobody says anything.
"""#,
    "G013": #"""
Nothing reads a weight.

## What it means
No node reads the weight, no graph hands it out, and neither quantisation annotations nor training name it.

## Why it is bad
It makes the file larger. ONNX Runtime drops it each time it loads the model.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = {1.0, 2.0}  # G013 graph.initializer[0]
> {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Remove it, or read it where that was meant.

## Fix safety
Safe: nothing depends on it. Where the graph lists it as an input with a default, that goes as well.

## What others say
ONNX Runtime warns: `Removing initializer 'k'. It is not used by any node and should be removed from the model.`
"""#,
    "G014": #"""
Two weights of one graph have the same name.

## What it means
`initializer` and `sparse_initializer` together name each weight once.

## Why it is bad
ONNX Runtime keeps the last one and only warns, others keep the first: the same file computes different things.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = {1.0, 2.0},
  float[2] k = {3.0, 4.0}  # G014 graph.initializer[1]
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = {3.0, 4.0}
> {
  y = Add (x, k)
}
```

## How to mend it
Remove the one that is not meant, or rename it.

## Fix safety
Chosen by a person, because the two are read differently. The first fix keeps what ONNX Runtime takes.

## What others say
onnx.checker: `k initializer name is not unique`. ONNX Runtime warns: `Duplicate initializer (dense, sparse or
ConstantNode): 'k' the model will use the latest encountered initializer. Please, fix your model.`
"""#,
    "G015": #"""
A weight is listed among the graph's inputs.

## What it means
Since IR version 4 a weight that is also an input is a default that callers may replace, and no constant.

## Why it is bad
Runtimes can't fold it into other nodes, so that the model is slower. Old exporters listed every weight.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (
  float[2] x,
  float[2] k  # G015 graph.input[1]
) => (float[2] y) <
  float[2] k = {1.0, 2.0}
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = {1.0, 2.0}
> {
  y = Add (x, k)
}
```

## How to mend it
Remove the input. Keep it, with an ignore comment, where callers do replace the default.

## Fix safety
Safe: whoever supplies nothing gets the same results.

## What others say
ONNX Runtime warns: `Initializer k appears in graph inputs and will not be treated as constant value/weight. This may
prevent some of the graph optimizations, like const folding.`
"""#,
    "G016": #"""
A graph's output has no type, or a tensor type without a shape.

## What it means
Outputs of the main graph are declared with their types. This one lacks the type, the element type, or the shape; a
shape may leave every dimension open, but has to be there.

## Why it is bad
Callers can't allocate the output, and ONNX's checker refuses the model. A missing shape is a warning, because runtimes
infer it.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2, 3] x) => (
  float[] y  # G016 graph.output[0]
) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2, 3] x) => (float[2, 3] y) {
  y = Relu (x)
}
```

## How to mend it
Declare what inference finds; `graven infer -o` does it for all values at once.

## Fix safety
Safe: it declares what follows from the inputs' types.

## What others say
onnx.checker, without the name: `Field 'shape' of 'type' is required but missing.`
"""#,
    "G017": #"""
The graph has no outputs, or no nodes.

## What it means
A model without outputs computes nothing that anybody sees; one without nodes hands its inputs through.

## Why it is bad
It is legal, and hardly ever meant: an export went wrong, or an edit removed too much.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => () {  # G017 graph
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Declare the outputs, or export the model again.

## Fix safety
No fix: what was meant can't be seen.

## What others say
Nobody says anything.
"""#,
    "G018": #"""
A value's name is a number.

## What it means
Exporters that lose a program's names count: `"3925"`. It is legal.

## Why it is bad
Messages, diffs and profiles say nothing to a reader, and the numbers change with the next export.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  "17" = Relu (x)  # G018 graph.node[0].output[0]
  y = Neg ("17")
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  relu_0 = Relu (x)
  y = Neg (relu_0)
}
```

## How to mend it
Rename the value; the fix takes the operator and the node's number.

## Fix safety
Chosen by a person: a graph's own inputs and outputs are known to callers by their names.

## What others say
Nobody says anything.
"""#,
    "G019": #"""
A graph's input has no type, or a tensor type without a shape.

## What it means
Inputs of the main graph are declared with their types. This one lacks the type, the element type, or the shape; a
shape may leave every dimension open, but has to be there.

## Why it is bad
Without an element type nothing can be checked or run. A missing shape leaves all shapes behind it unknown.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (
  x  # G019 graph.input[0]
) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Declare the type; `?` stands for a dimension that is unknown.

## Fix safety
Chosen by a person: offered where a weight of that name says what the type is.

## What others say
onnx.checker, without the name: `Field 'type' of 'value_info' is required but missing.` ONNX Runtime: `This is an
invalid model. Model input (x) does not have type information.`
"""#,
    "G020": #"""
An input, an output or a weight has no name.

## What it means
Values are known by their names alone. In a node's list an empty name means that nothing is there; a graph's own lists
have no such thing.

## Why it is bad
No node can read it, and callers can't supply or fetch it.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (
  float[2] x,
  float[2] ""  # G020 graph.input[1]
) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x, float[2] bias) => (float[2] y) {
  t = Relu (x)
  y = Add (t, bias)
}
```

## How to mend it
Name it, and use the name where the value is meant; or remove it.

## Fix safety
Chosen by a person: the fix names it, and leaves its use open.

## What others say
onnx.checker: `Field 'name' of 'value_info' is required to be non-empty.`, of a weight `Tensor initializers must have a
non-empty name`. ONNX Runtime accepts a weight that nothing reads.
"""#,
    "K001": #"""
The text does not follow the grammar, or a value in it does not fit.

## What it means
At the place something else was expected. Numbers that don't fit their type count as well.

## Why it is bad
The text says no model. What follows the place is looked at as far as it makes sense without it.

## Example
```text
g (float[2] x) => (float[2] y) {
  y = Relu (x
}
```
Mended:
```text
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Write what was expected there.

## Fix safety
Chosen by a person, where one token mends it.

## What others say
onnx.parser stops at its first error, without a line.
"""#,
    "K002": #"""
A text uses extensions, and has no first line that says so.

## What it means
Notes such as `@doc`, references such as `@data` and the like are read only where the reference would refuse them. What
is absent and how numbers are stored goes by the reference's rules without a first line `#!onnx-text 1`.

## Why it is bad
Presence and storage may not be what the author means: an operator without a domain gets an empty one, say.

## Example
```text
g (float[2] x) => (float[2] y) {
  y = Relu (x) @doc "an extension"
}
```
Mended:
```text
#!onnx-text 1
g (float[2] x) => (float[2] y) {
  y = Relu (x) @doc "an extension"
}
```

## How to mend it
Write the first line with the flags that are meant.

## Fix safety
Safe: a first line without flags means what its absence means.

## What others say
onnx.parser refuses the extension itself.
"""#,
    "K003": #"""
A reference to data leads to nothing that fits.

## What it means
The file or the tensor that `@data` names is missing, has another type or other dimensions, or has changed since its
checksum was written.

## Why it is bad
The weight has no numbers, or not those that were meant.

## Example
```text
float[8, 1, 3, 3] "conv1.weight" = @data("lenet.onnx", "conv1.wieght")
```
Mended:
```text
float[8, 1, 3, 3] "conv1.weight" = @data("lenet.onnx", "conv1.weight")
```

## How to mend it
Put the file where the text expects it, or correct the reference; `--base` says where paths begin.

## Fix safety
Chosen by a person: the tensor with the most similar name.

## What others say
Nobody else reads such references.
"""#,
    "K004": #"""
A reference to data leads out of the text's folder.

## What it means
The path of an `@data` is absolute, climbs with `..`, or goes through a link to somewhere else.

## Why it is bad
Whoever builds the text would read a file of its author's choice.

## Example
```text
float[4] w = @data("../../secret.bin", 0, 16)
```
Mended:
```text
float[4] w = @data("weights.bin", 0, 16)
```

## How to mend it
Put the file into the text's folder, or say with `--base` where paths begin.

## Fix safety
No fix: the file has to be moved.

## What others say
Nobody else reads such references.
"""#,
    "M001": #"""
The model imports no operator set.

## What it means
`opset_import` says which version of which operators a model means. Since IR version 3 there has to be one.

## Why it is bad
`Clip` had six meanings so far; without a version nobody can say which one is meant.

## Example
```onnxtxt
<ir_version: 8>  # M001
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Import what the exporter wrote for.

## Fix safety
Chosen by a person: the fix takes the newest version of the time of the model's `ir_version`.

## What others say
onnx.checker: `model with IR version >= 3 must specify opset_import for ONNX`. ONNX Runtime: `Missing opset in the
model.`
"""#,
    "M002": #"""
An operator is used whose domain the model does not import.

## What it means
Each domain that nodes name has to stand in the model's `opset_import` with its version, domains of the model's own
functions and of a runtime's extensions included. The first node of the domain is reported.

## Why it is bad
Which operator is meant is open, and the model is refused.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = com.microsoft.Gelu (x)  # M002 graph.node[0]
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "com.microsoft" : 1]>
g (float[2] x) => (float[2] y) {
  y = com.microsoft.Gelu (x)
}
```

## How to mend it
Import the domain.

## Fix safety
Safe where only one version can be meant: a domain of the model's functions, or one whose operators never changed.
Otherwise chosen by a person.

## What others say
onnx.checker and ONNX Runtime: `No opset import for domain 'com.microsoft'`; ONNX Runtime knows its own domains without
an import.
"""#,
    "M003": #"""
An import names a version that no release defines.

## What it means
The version is above the newest one of the domain that this tool knows.

## Why it is bad
Runtimes refuse the model, or read it by the rules of the newest version that they know.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 99]>  # M003 opset_import[0]
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Import the version that the exporter wrote for; update this tool if the version is real.

## Fix safety
Chosen by a person: the fix takes the newest known version.

## What others say
onnx.checker says nothing. ONNX Runtime: `ONNX Runtime only *guarantees* support for models stamped with official
released onnx opset versions. Opset 99 is under development ...`
"""#,
    "M004": #"""
There is no operator of that name.

## What it means
The domain is known, and has had no operator of this name in any version; nor do the model's functions define it. An
operator of a domain that nobody knows is somebody's own, and no fault.

## Why it is bad
No runtime can run it. Mostly an extension's operator was exported without its domain, or the name is misspelt.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = LeakyRelu6 (x)  # M004 graph.node[0]
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = LeakyRelu (x)
}
```

## How to mend it
Correct the name or the domain; write a function for it; or register the operator with the runtime in a domain of its
own.

## Fix safety
Chosen by a person: similar names, and domains that have the name.

## What others say
onnx.checker and ONNX Runtime: `No Op registered for LeakyRelu6 with domain_version of 17`. Of extensions and functions
only ONNX Runtime says so.
"""#,
    "M005": #"""
An operator came later than the operator set that is imported.

## What it means
The domain has the operator, but not yet in the version that the model imports.

## Why it is bad
Runtimes look operators up by the imported version, and find none.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 13]>
g (float[2] x) => (float[2] y) {
  y = Gelu (x)  # M005 graph.node[0]
}
```
Mended:
```onnxtxt
<ir_version: 9, opset_import: ["" : 20]>
g (float[2] x) => (float[2] y) {
  y = Gelu (x)
}
```

## How to mend it
Import a version that has it, if the other nodes mean the same there; or write it with older operators.

## Fix safety
Chosen by a person: other operators may have changed in between. `graven op NAME` shows what did.

## What others say
onnx.checker and ONNX Runtime: `No Op registered for Gelu with domain_version of 13`
"""#,
    "M006": #"""
An operator was removed before the operator set that is imported.

## What it means
The imported version marks the operator as deprecated: it has no meaning there any more.

## Why it is bad
Checkers and runtimes refuse the model.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 13]>
g (float[1, 1, 2, 2] x) => (float[1, 1, 4, 4] y) <
  float[4] scales = {1.0, 1.0, 2.0, 2.0}
> {
  y = Upsample <mode = "nearest"> (x, scales)  # M006 graph.node[0]
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 13]>
g (float[1, 1, 2, 2] x) => (float[1, 1, 4, 4] y) <
  float[4] scales = {1.0, 1.0, 2.0, 2.0}
> {
  y = Resize <mode = "nearest", coordinate_transformation_mode = "asymmetric", nearest_mode = "floor"> (x, , scales)
}
```

## How to mend it
Use what replaced it, or import the version before.

## Fix safety
Safe where an equal form exists: Upsample is a Resize that is asymmetric and rounds down, Scatter is ScatterElements.
GroupNormalization-18 and the tree ensembles before ai.onnx.ml 5 have none.

## What others say
onnx.checker and ONNX Runtime: `Op registered for Upsample is deprecated in domain_version of 13`
"""#,
    "M007": #"""
An imported domain is used by nothing.

## What it means
No node of the model, and none of its functions, is of the domain. The default domain is never reported.

## Why it is bad
It is harmless, and a runtime that lacks the domain may refuse the model for nothing.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "ai.onnx.ml" : 3]>  # M007 opset_import[1]
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Remove the import.

## Fix safety
Safe: it has no meaning.

## What others say
Nobody says anything.
"""#,
    "M008": #"""
A domain is imported twice.

## What it means
The same domain stands twice in one `opset_import`; `ai.onnx` and the empty domain are the same.

## Why it is bad
With the same version it is noise. With different ones it depends on the reader which version holds: onnx.proto says
the highest, ONNX's checker takes the last.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "ai.onnx" : 13]>  # M008 opset_import[1]
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Keep the one that the nodes were written for.

## Fix safety
Safe where the versions are the same, otherwise chosen by a person.

## What others say
Nobody says anything.
"""#,
    "M009": #"""
A function calls itself, directly or through others.

## What it means
Functions are written out where they are called. One that calls itself has no end.

## Why it is bad
The model can't be loaded.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "local" : 1]>
g (float[2] x) => (float[2] y) {
  y = local.Twice (x)
}

<domain: "local", opset_import: ["" : 17, "local" : 1]>
Twice (a) => (b) {  # M009 functions[0]
  t = Relu (a)
  b = local.Twice (t)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "local" : 1]>
g (float[2] x) => (float[2] y) {
  y = local.Twice (x)
}

<domain: "local", opset_import: ["" : 17]>
Twice (a) => (b) {
  t = Relu (a)
  b = Relu (t)
}
```

## How to mend it
Write repetition as a `Loop`, or write it out.

## Fix safety
No fix: what was meant can't be seen.

## What others say
onnx.checker: `Cycle detected in model-local function references: ... Model-local functions must not be recursive.`
ONNX Runtime: `Model local function definitions must not be recursive. Cycle detected: local:Twice -> local:Twice`
"""#,
    "M010": #"""
A function uses a domain that it does not import.

## What it means
A function says in an `opset_import` of its own which operators its nodes mean; the model's does not count.

## Why it is bad
Which version is meant is open, and the model is refused.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "local" : 1]>
g (float[2] x) => (float[2] y) {
  y = local.Act (x)
}

<domain: "local">
Act (a) => (b) {  # M010 functions[0]
  b = Relu (a)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "local" : 1]>
g (float[2] x) => (float[2] y) {
  y = local.Act (x)
}

<domain: "local", opset_import: ["" : 17]>
Act (a) => (b) {
  b = Relu (a)
}
```

## How to mend it
Import in the function what the model imports.

## Fix safety
Chosen by a person: the fix takes the model's version.

## What others say
onnx.checker: `No Opset registered for domain`. ONNX Runtime: `No opset registered for domain  in function Act`
"""#,
    "M011": #"""
A function imports another version than the model, and an operator differs between the two.

## What it means
Functions are written out in the model that calls them, so that their operators have to mean the same in both versions
(onnx.proto, FunctionProto.opset_import). Here one has another signature.

## Why it is bad
After inlining the node is read by the model's version and computes something else, or nothing.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "local" : 1]>
g (float[2, 3] x) => (float[2, 3] y) {
  y = local.Attend (x)
}

<domain: "local", opset_import: ["" : 11]>
Attend (a) => (b) {
  b = Softmax (a)  # M011 functions[0].opset_import[0]
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "local" : 1]>
g (float[2, 3] x) => (float[2, 3] y) {
  y = local.Attend (x)
}

<domain: "local", opset_import: ["" : 17]>
Attend (a) => (b) {
  b = Softmax (a)
}
```

## How to mend it
Write the function for the model's version, and import that.

## Fix safety
Chosen by a person: the fix imports the model's version and leaves the nodes, some of which then mean something else.

## What others say
onnx.checker: `Opset import for domain  in function op Softmax is not compatible with the version imported by model.`
ONNX Runtime runs it.
"""#,
    "M012": #"""
Two functions have the same domain, name and overload.

## What it means
A node calls a function by these three; two functions with the same can't be told apart.

## Why it is bad
Which one runs depends on the reader; most refuse the model.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "local" : 1]>
g (float[2] x) => (float[2] y) {
  y = local.Act (x)
}

<domain: "local", opset_import: ["" : 17]>
Act (a) => (b) {
  b = Relu (a)
}

<domain: "local", opset_import: ["" : 17]>
Act (a) => (b) {  # M012 functions[1]
  b = Elu (a)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17, "local" : 1]>
g (float[2] x) => (float[2] y) {
  y = local.Act (x)
}

<domain: "local", opset_import: ["" : 17]>
Act (a) => (b) {
  b = Relu (a)
}
```

## How to mend it
Remove one, or give it another name or, since IR version 10, an overload.

## Fix safety
Chosen by a person: the two may differ.

## What others say
onnx.checker: `Model contains multiple local functions with the same implementation id 'local::Act'.` ONNX Runtime:
`Duplicate model-local function identifier: local:Act`
"""#,
    "M013": #"""
A key stands twice in one `metadata_props`.

## What it means
The entries of a model's, graph's, function's, node's, value's or tensor's metadata are told apart by their keys.

## Why it is bad
Readers make a dictionary of them, and one of the two is lost.

## Example
```onnxtxt
<
  ir_version: 8,
  opset_import: ["" : 17],
  metadata_props: ["task": "classify", "task": "detect"]  # M013 metadata_props[1]
>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```
Mended:
```onnxtxt
<
  ir_version: 8,
  opset_import: ["" : 17],
  metadata_props: ["task": "classify", "subtask": "detect"]
>
g (float[2] x) => (float[2] y) {
  y = Relu (x)
}
```

## How to mend it
Remove one, or rename its key.

## Fix safety
Safe where the values are the same, otherwise chosen by a person.

## What others say
onnx.checker, of the model's own: `Your model has duplicate keys in metadata_props.`
"""#,
    "P001": #"""
## What it means

The model is meant for TensorRT, which casts int64 to int32. Reported once for the model, and as a warning for
each constant beyond the range of int32.

## Why it is bad

A number that does not fit is cut off: an end of INT64_MAX in a Slice becomes another one.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[8] x) => (float[M] y) <int64[1] starts = {1}, int64[1] ends = {9223372036854775807}> {
  y = Slice (x, starts, ends)
}
```

## How to mend it

Use numbers that fit into int32.

## Fix safety

Safe for the ends of a Slice, which are cut to the size of the axis: no axis on the target is longer than
int32 counts.

## What others say

TensorRT warns: `Your ONNX model has been generated with INT64 weights, while TensorRT does not natively
support INT64.`
"""#,
    "P002": #"""
## What it means

With the target onnxruntime: its CPU provider has no kernel for the operator in the version that the model
imports and for the types that the node has, and no function body leads to kernels. Also attributes that a
kernel refuses when it is made.

## Why it is bad

ONNX Runtime refuses to load the model although it is valid.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (double[1, 3, 8, 8] x, double[4, 3, 3, 3] w) => (double[1, 4, 6, 6] y) {
  y = Conv (x, w)
}
```

## How to mend it

Cast to a type that has a kernel, often float, or import another version of the operator set.

## Fix safety

No fix is offered: each way changes results or speed.

## What others say

ONNX Runtime at load: `Could not find an implementation for Conv(11) node with name 'Conv_0'`
"""#,
    "P003": #"""
## What it means

The support table of the target says that it has not this operator, or not in the version that the model
imports.

## Why it is bad

The model can't be loaded there, or falls back to another provider.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4] x) => (int64[1, M] y) {
  y = NonZero (x)
}
```

## How to mend it

Express it with operators that the target has, or choose another target.

## Fix safety

No fix is offered.

## What others say

The target, when it loads the model.
"""#,
    "P004": #"""
## What it means

The model is meant for a runtime other than ONNX Runtime and has nodes whose outputs have sizes that only data
tells, or loops.

## Why it is bad

Runtimes that compile a model need all sizes before it runs: they refuse it, or run such parts slowly.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4] x) => (int64[1, M] y) {
  y = NonZero (x)
}
```

## How to mend it

Give sizes an upper bound: TopK with a constant k, masks in place of Compress and NonZero.

## Fix safety

No fix is offered.

## What others say

The target, when it loads or runs the model.
"""#,
    "P005": #"""
## What it means

A Cast whose input is a Cast to a type that holds every number of the type before.

## Why it is bad

One Cast does it.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float16[N] x) => (double[N] y) {
  h = Cast <to = 1> (x)
  y = Cast <to = 11> (h)  # P005 graph.node[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  h = Cast <to = 7> (x)
  y = Cast <to = 1> (h)
}
```

## How to mend it

Cast from the first type to the last.

## Fix safety

Safe: offered only where the first Cast loses nothing, so that every number arrives the same.

## What others say

Nobody.
"""#,
    "P006": #"""
## What it means

A Transpose whose input is a Transpose.

## Why it is bad

One does it, or none where they undo each other.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 3, 4] x) => (float[3, 4, 2] y) {
  h = Transpose <perm = [1, 0, 2]> (x)
  y = Transpose <perm = [0, 2, 1]> (h)  # P006 graph.node[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 3, 4] x) => (float[2, 4, 3] y) {
  h = Relu (x)
  y = Transpose <perm = [0, 2, 1]> (h)
}
```

## How to mend it

Transpose once by both permutations, one after the other.

## Fix safety

Safe: elements arrive at the same places.

## What others say

Nobody.
"""#,
    "P007": #"""
## What it means

A Reshape whose input is a Reshape.

## Why it is bad

The first one changes nothing: the last shape alone counts.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 6] x) => (float[12] y) <int64[2] a = {3, 4}, int64[1] b = {-1}> {
  h = Reshape (x, a)
  y = Reshape (h, b)  # P007 graph.node[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 6] x) => (float[3, 2, 2] y) <int64[2] a = {3, 4}, int64[3] b = {0, 2, 2}> {
  h = Reshape (x, a)
  y = Reshape (h, b)
}
```

## How to mend it

Reshape once.

## Fix safety

Safe: offered only where the last shape is a constant without zeros, which would take sizes from the value
between.

## What others say

Nobody.
"""#,
    "P008": #"""
## What it means

An Unsqueeze of a Squeeze at the same axes, or the other way round.

## Why it is bad

Both do nothing together.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <int64[1] a = {0}> {
  h = Unsqueeze (x, a)
  g = Squeeze (h, a)  # P008 graph.node[1]
  y = Relu (g)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, N] x) => (float[A, B] y) <int64[1] a = {0}, int64[1] b = {1}> {
  h = Unsqueeze (x, a)
  y = Squeeze (h, b)
}
```

## How to mend it

Remove both.

## Fix safety

Safe: the value is the same with its shape.

## What others say

Nobody.
"""#,
    "P009": #"""
## What it means

A BatchNormalization in evaluation reads a Conv that nobody else reads, and all its parameters are constants.

## Why it is bad

The Conv's weights can be scaled once, and the second node saved.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, 4, 4] y) <float[1, 1, 1, 1] w = {2}, float[1] s = {1}, float[1] b = {0}, float[1] m = {0}, float[1] v = {1}> {
  h = Conv (x, w)
  y = BatchNormalization (h, s, b, m, v)  # P009 graph.node[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, 4, 4] y) <float[1, 1, 1, 1] w = {2}, float[1] s = {1}, float[1] b = {0}, float[1] m = {0}, float[1] v = {1}> {
  h = Conv (x, w)
  n = BatchNormalization (h, s, b, m, v)
  y = Add (h, n)
}
```

## How to mend it

Scale the kernels by `scale / sqrt(var + epsilon)` and make the bias of the rest.

## Fix safety

Safe: the same function; the last digit of a result may differ, as with the fusion that runtimes make
themselves.

## What others say

Nobody; ONNX Runtime fuses them each time it loads the model.
"""#,
    "P010": #"""
## What it means

All inputs of a node are constants, so its outputs are, too.

## Why it is bad

The result could be stored. Runtimes compute it each time they load the model; those without folding, each
time they run it. A DequantizeLinear is left out: it is how quantised weights are kept small.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <float[1] a = {1}, float[1] b = {2}> {
  c = Add (a, b)  # P010 graph.node[0]
  y = Add (x, c)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <float[1] a = {1}> {
  c = Add (a, x)
  y = Add (x, c)
}
```

## How to mend it

Store the result as an initializer.

## Fix safety

Safe: offered where the result is known exactly.

## What others say

Nobody.
"""#,
    "P011": #"""
## What it means

A Transpose from one layout of images to the other, one operator, and the Transpose back.

## Why it is bad

Each Transpose copies all elements. Converters between frameworks put them around every operator.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 4, 4, 3] x) => (float[1, 4, 4, 3] y) {
  a = Transpose <perm = [0, 3, 1, 2]> (x)
  b = Relu (a)
  y = Transpose <perm = [0, 2, 3, 1]> (b)  # P011 graph.node[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 4, 4, 3] x) => (float[1, 3, 4, 4] y) {
  a = Transpose <perm = [0, 3, 1, 2]> (x)
  y = Relu (a)
}
```

## How to mend it

Export in the layout that the operators have, or move the Transposes to the ends of the model.

## Fix safety

No fix is offered.

## What others say

Nobody.
"""#,
    "P012": #"""
## What it means

A value's name has characters besides letters, digits and underscores. That is legal: ONNX asks nothing of
names.

## Why it is bad

Generators of code, and tools that write names into expressions or file names, have to quote them.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  "h/1" = Neg (x)  # P012 graph.node[0].output[0]
  y = Relu ("h/1")
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  h_1 = Neg (x)
  y = Relu (h_1)
}
```

## How to mend it

Rename the value; inputs and outputs of the model keep their names for callers.

## Fix safety

A person chooses the name.

## What others say

Nobody.
"""#,
    "S001": #"""
## What it means

An output of a graph is declared with a rank or with sizes that contradict what its nodes compute.

## Why it is bad

Callers allocate by the declaration. ONNX Runtime warns and hands out another shape; other runtimes refuse the
model or overrun a buffer.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3, 8, 8] x) => (float[1, 3, 9, 9] y) {  # S001 graph.output[0]
  y = Relu (x)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3, 8, 8] x) => (float[1, 3, H, W] y) {
  y = Relu (x)
}
```

## How to mend it

Declare the shape that is made, or no shape.

## Fix safety

Safe: nodes compute what they did, and the declaration was false.

## What others say

The full check (with `strict_mode`): `Inferred shape and existing shape differ in dimension 2: (8) vs (9)`.
ONNX Runtime warns: `Error merging shape info for output.`
"""#,
    "S002": #"""
## What it means

Two inputs of a node have sizes that its operator can't put together: they do not broadcast, or a matrix has
as many columns as the other has no rows.

## Why it is bad

The node can't be computed with any input of these shapes.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 8] x) => (float[2, 8] y) <float[5] k = {1, 2, 3, 4, 5}> {
  y = Add (x, k)  # S002 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 5] x) => (float[2, 5] y) <float[5] k = {1, 2, 3, 4, 5}> {
  y = Add (x, k)
}
```

## How to mend it

Change one of the shapes. The message names both, and the related places who made them.

## Fix safety

No fix is offered.

## What others say

The full check (with `strict_mode`) and ONNX Runtime, where shapes are known: `Incompatible dimensions`.
Einsum, the weights of LSTM, the bias of Conv and ScatterND only when the model runs.
"""#,
    "S003": #"""
## What it means

The channels of the input are not the kernels' channels times `group`, or the kernels are no multiple of
`group`.

## Why it is bad

The convolution can't be computed.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3, 8, 8] x, float[4, 5, 3, 3] w) => (float[1, 4, 6, 6] y) {
  y = Conv (x, w)  # S003 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3, 8, 8] x, float[4, 3, 3, 3] w) => (float[1, 4, 6, 6] y) {
  y = Conv (x, w)
}
```

## How to mend it

Feed the channels that the kernels have, or set `group`.

## Fix safety

No fix is offered.

## What others say

Nobody before the model runs; ONNX Runtime then.
"""#,
    "S004": #"""
## What it means

The `perm` of a Transpose has not each axis of its input once.

## Why it is bad

The Transpose can't be computed.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 2, 3, 4] x) => (float[A, B, C, D] y) {
  y = Transpose <perm = [0, 2, 1]> (x)  # S004 graph.node[0].attribute[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 2, 3, 4] x) => (float[A, B, C, D] y) {
  y = Transpose <perm = [0, 2, 1, 3]> (x)
}
```

## How to mend it

Name each axis once.

## Fix safety

No fix is offered.

## What others say

A wrong length nobody before the model runs; an axis named twice the full check and ONNX Runtime.
"""#,
    "S005": #"""
## What it means

The shape that a Reshape asks for has another number of elements than its input.

## Why it is bad

The Reshape fails when the model runs: no element may be lost or made.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 16, 4, 4] x) => (float[A, B] y) <int64[2] shape = {1, 256}> {
  y = Reshape (x, shape)  # S005 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 16, 4, 4] x) => (float[A, B] y) <int64[2] shape = {2, 256}> {
  y = Reshape (x, shape)
}
```

## How to mend it

Correct the shape; -1 stands for the size that is left over.

## Fix safety

A person chooses which dimension is -1.

## What others say

Nobody before the model runs, unless a -1 is there and does not divide: then the full check and ONNX Runtime.
"""#,
    "S006": #"""
## What it means

The shape of a Reshape has -1 more than once; only one dimension can follow from the others.

## Why it is bad

ONNX Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 8] x) => (float[A, B] y) <int64[2] shape = {-1, -1}> {
  y = Reshape (x, shape)  # S006 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[2, 8] x) => (float[A, B] y) <int64[2] shape = {-1, 4}> {
  y = Reshape (x, shape)
}
```

## How to mend it

Write the sizes of all dimensions but one.

## Fix safety

No fix is offered.

## What others say

The full check (with `strict_mode`) and ONNX Runtime: `Target shape may not have multiple -1 dimensions.`
"""#,
    "S007": #"""
## What it means

The first dimension of the input is a symbol, and the Reshape asks for a number there: the batch that the
model was exported with.

## Why it is bad

The model claims to take any batch and fails, or mixes samples, for every other one.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N, 16, 4, 4] x) => (float[A, B] y) <int64[2] shape = {1, 256}> {
  y = Reshape (x, shape)  # S007 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N, 16, 4, 4] x) => (float[A, B] y) <int64[2] shape = {-1, 256}> {
  y = Reshape (x, shape)
}
```

## How to mend it

Write -1 for the batch, or take the sizes from a Shape of the input.

## Fix safety

Safe: offered where the rest of the shape has exactly as many elements as a sample, so that -1 is the batch,
and the same number as before wherever the model worked.

## What others say

Nobody before the model runs with another batch.
"""#,
    "S008": #"""
## What it means

A Resize or Expand asks for a number where the dimension of its input is a symbol: the size that the model was
exported with.

## Why it is bad

The model claims to take any size; with another one it fails, or makes every input the same size.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N, 4] x) => (float[A, B] y) <int64[2] shape = {7, 4}> {
  y = Expand (x, shape)  # S008 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N, 4] x) => (float[A, B] y) <int64[2] shape = {1, 4}> {
  y = Expand (x, shape)
}
```

## How to mend it

Compute the size from a Shape of the input, or resize by `scales`.

## Fix safety

A person chooses: the fixed size may be meant.

## What others say

Nobody before the model runs with another size.
"""#,
    "S009": #"""
## What it means

A dimension has the name "1" instead of the size 1.

## Why it is bad

It is a symbol like any other: runtimes take any size there, and nothing is checked against it.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float["1", 3] x) => (float[A, 3] y) {  # S009 graph.input[0]
  y = Relu (x)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3] x) => (float[A, 3] y) {
  y = Relu (x)
}
```

## How to mend it

Write the number as a size.

## Fix safety

Safe: the name says which size is meant.

## What others say

Nobody.
"""#,
    "S010": #"""
## What it means

A declared size is negative: exporters write -1 for what they don't know. A size of 0 is legal.

## Why it is bad

onnx.proto has names and absence for unknown sizes; runtimes read -1 as a size and disagree about it.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[-1, 3] x) => (float[A, 3] y) {  # S010 graph.input[0]
  y = Relu (x)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N, 3] x) => (float[A, 3] y) {
  y = Relu (x)
}
```

## How to mend it

Give the dimension a name.

## Fix safety

Safe: an unknown size stays unknown and gets a name for callers.

## What others say

Nobody.
"""#,
    "S011": #"""
## What it means

Two declarations give a dimension one name, and nodes make two different sizes of them.

## Why it is bad

Within a model a name stands for one size. Runtimes that plan memory by names compute a wrong plan.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {  # S011 graph.output[0]
  y = Concat <axis = 0> (x, x)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[M] y) {
  y = Concat <axis = 0> (x, x)
}
```

## How to mend it

Declare the size that is made, or another name.

## Fix safety

A person chooses it: the nodes may be what is wrong.

## What others say

Nobody.
"""#,
    "S012": #"""
## What it means

An axis is outside of `-rank ... rank - 1`, or is named twice.

## Why it is bad

The node can't be computed.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 2, 3, 4] x) => (float[1, 2, 3, 4] y) {
  y = Softmax <axis = 4> (x)  # S012 graph.node[0].attribute[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 2, 3, 4] x) => (float[1, 2, 3, 4] y) {
  y = Softmax <axis = 3> (x)
}
```

## How to mend it

Name an axis that the value has; -1 is the last one.

## Fix safety

No fix is offered.

## What others say

The full check (with `strict_mode`) and ONNX Runtime: `axis must be in [-rank, rank-1].`; LayerNormalization's
only ONNX Runtime, CumSum's nobody before the model runs.
"""#,
    "S013": #"""
## What it means

A `value_info` contradicts what its node makes. It was written before the graph was changed.

## Why it is bad

Tools that read shapes from it plan wrongly; ONNX Runtime refuses some of such models.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3] x) => (float[1, 3] y) <float[1, 4] h> {  # S013 graph.value_info[0]
  h = Relu (x)
  y = Neg (h)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3] x) => (float[1, 3] y) <float[1, 3] h> {
  h = Relu (x)
  y = Neg (h)
}
```

## How to mend it

Run inference again, which writes what is made.

## Fix safety

Safe: the declaration was false, and the nodes stay.

## What others say

The full check (with `strict_mode`): `Inferred shape and existing shape differ in dimension 1: (3) vs (4)`
"""#,
    "S014": #"""
## What it means

The parts of a Split are not as many elements as the axis has, or the axis can't be split evenly.

## Why it is bad

The Split can't be computed.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 13]>
main (float[3] x) => (float[M] y) {
  a, b = Split <axis = 0> (x)  # S014 graph.node[0]
  y = Add (a, b)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 13]>
main (float[4] x) => (float[M] y) {
  a, b = Split <axis = 0> (x)
  y = Add (a, b)
}
```

## How to mend it

Give the sizes of the parts; since version 18 `num_outputs` allows a smaller last one.

## Fix safety

No fix is offered.

## What others say

The full check (with `strict_mode`) and ONNX Runtime: `The input is not evenly splittable`
"""#,
    "S015": #"""
## What it means

All that this node reads has a known type and shape, and what it makes has not: the sizes depend on data, or
nobody knows the operator.

## Why it is bad

Runtimes plan memory and choose kernels by shapes; from here on they do so while the model runs.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4] x) => (float[1, M] y) {
  n = NonZero (x)  # S015 graph.node[0]
  y = Cast <to = 1> (n)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4] x) => (float[4] y) {
  y = Relu (x)
}
```

## How to mend it

Declare what is known of the value in a `value_info`, or use operators whose sizes follow from shapes.

## Fix safety

No fix is offered.

## What others say

Nobody says where; inference just leaves the shapes out.
"""#,
    "S016": #"""
## What it means

`pads`, `strides`, `dilations`, `kernel_shape` or the like have another number of entries than the value has
axes for them.

## Why it is bad

The node can't be computed.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3, 8, 8] x) => (float[1, 3, A, B] y) {
  y = MaxPool <pads = [1, 1], kernel_shape = [3, 3]> (x)  # S016 graph.node[0].attribute[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 3, 8, 8] x) => (float[1, 3, A, B] y) {
  y = MaxPool <pads = [1, 1, 1, 1], kernel_shape = [3, 3]> (x)
}
```

## How to mend it

Write one entry for each axis; of `pads` two, first those at the beginnings, then those at the ends.

## Fix safety

No fix is offered.

## What others say

The full check (with `strict_mode`) and ONNX Runtime: `Attribute pads has incorrect size`
"""#,
    "S017": #"""
## What it means

An operator takes values of a certain rank, or of a least one, and is given another.

## Why it is bad

The node can't be computed.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4, 8, 8] x) => (float[A, B, C, D] y) {
  y = DepthToSpace <blocksize = 2> (x)  # S017 graph.node[0].input[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 4, 8, 8] x) => (float[A, B, C, D] y) {
  y = DepthToSpace <blocksize = 2> (x)
}
```

## How to mend it

Reshape, Unsqueeze or Squeeze the value.

## Fix safety

No fix is offered.

## What others say

The full check (with `strict_mode`) and ONNX Runtime; of NonMaxSuppression nobody before the model runs.
"""#,
    "S018": #"""
## What it means

A Squeeze takes out an axis whose size is known and not 1.

## Why it is bad

The Squeeze can't be computed: elements would be lost.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 8] x) => (float[A] y) <int64[1] axes = {1}> {
  y = Squeeze (x, axes)  # S018
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 8] x) => (float[A] y) <int64[1] axes = {0}> {
  y = Squeeze (x, axes)
}
```

## How to mend it

Name an axis of size 1, or Reshape.

## Fix safety

No fix is offered.

## What others say

The full check (with `strict_mode`) and ONNX Runtime: `Dimension of input 1 must be 1 instead of 8`
"""#,
    "S019": #"""
## What it means

A constant index of a Gather or the like is outside of `-size ... size - 1`.

## Why it is bad

The node fails when the model runs.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[10] x) => (float y) <int64 i = {12}> {
  y = Gather (x, i)  # S019 graph.node[0].input[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[10] x) => (float y) <int64 i = {-1}> {
  y = Gather (x, i)
}
```

## How to mend it

Correct the index; -1 is the last element.

## Fix safety

No fix is offered.

## What others say

Nobody before the model runs; ONNX Runtime then.
"""#,
    "S020": #"""
## What it means

The window of a convolution or pool has no place in its input, padding included: the output would have no
elements, or fewer.

## Why it is bad

The node fails when the model runs, or makes nothing.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 5, 5] x) => (float[1, 1, A, B] y) {
  y = MaxPool <kernel_shape = [7, 7]> (x)  # S020 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 5, 5] x) => (float[1, 1, A, B] y) {
  y = MaxPool <kernel_shape = [5, 5]> (x)
}
```

## How to mend it

Use a smaller window, pad the input, or feed a larger one.

## Fix safety

No fix is offered.

## What others say

Nobody before the model runs; ONNX Runtime then.
"""#,
    "T001": #"""
## What it means

An input has an element type that the operator does not take in the version which the model imports. Many
operators learnt further types over time: `Clip` takes int64 since version 12.

## Why it is bad

ONNX Runtime refuses the model and names one type; the checker says nothing without its full check.

## Example

```onnxtxt
<ir_version: 6, opset_import: ["" : 11]>
main (int64[4] x) => (int64[4] y) <int64 low = {0}, int64 high = {1000}> {
  y = Clip (x, low, high)  # T001 graph.node[0].input[0]
}
```

Better:

```onnxtxt
<ir_version: 6, opset_import: ["" : 12]>
main (int64[4] x) => (int64[4] y) <int64 low = {0}, int64 high = {1000}> {
  y = Clip (x, low, high)
}
```

## How to mend it

Import the version that takes the type, use operators that take it, or Cast in front of the node and back
behind it.

## Fix safety

The import is safe: it is offered only where the steps between the versions change no other node. `Where` in
place of Clip is exact for whole numbers. The Cast is chosen by a person: float is exact only up to 2^24.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime refuse it; the latter says `Type
'tensor(int64)' of input parameter (x) of operator (Clip) in node (Clip_0) is invalid.`
"""#,
    "T002": #"""
## What it means

Inputs that share a type parameter of the operator have different element types: a float and an int64 can't be
added.

## Why it is bad

ONNX has no implicit conversions; ONNX Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <int64[1] k = {2}> {
  y = Add (x, k)  # T002 graph.node[0].input[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <float[1] k = {2}> {
  y = Add (x, k)
}
```

## How to mend it

Store the constant in the type of the other input, or Cast one of them.

## Fix safety

Converting a constant is safe where every number stays exactly the same. A Cast may lose digits, so a person
chooses it.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type parameter (T) of Optype
(Add) bound to different types (tensor(float) and tensor(int64) in node (Add_0).`
"""#,
    "T003": #"""
## What it means

Shapes, counts and the like are int64 for most operators; exporters that count in int32 forget the conversion.

## Why it is bad

ONNX Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4] x) => (float[2, 2] y) <int32[2] shape = {2, 2}> {
  y = Reshape (x, shape)  # T003 graph.node[0].input[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4] x) => (float[2, 2] y) <int64[2] shape = {2, 2}> {
  y = Reshape (x, shape)
}
```

## How to mend it

Store the constant as int64; Cast what is computed.

## Fix safety

Converting a constant is safe: every int32 is an int64. A Cast is chosen by a person.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type 'tensor(int32)' of input
parameter (shape) of operator (Reshape) in node (Reshape_0) is invalid.`
"""#,
    "T004": #"""
## What it means

The indices of a Gather or of its kin are floats; they are int32 or int64.

## Why it is bad

ONNX Runtime refuses the model. Frameworks with one number type export such graphs.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4] x, float[2] i) => (float[2] y) {
  y = Gather (x, i)  # T004 graph.node[0].input[1]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[4] x, int64[2] i) => (float[2] y) {
  y = Gather (x, i)
}
```

## How to mend it

Cast the indices to int64, or make them in that type.

## Fix safety

A person chooses it: a Cast cuts fractions off.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type 'tensor(float)' of input
parameter (i) of operator (Gather) in node (Gather_0) is invalid.`
"""#,
    "T005": #"""
## What it means

A graph output or a `value_info` is declared with one element type and computed with another one.

## Why it is bad

ONNX Runtime refuses the model; a caller that trusts the declaration reads the bytes wrongly.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (int64[N] y) {  # T005 graph.output[0]
  y = Relu (x)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Relu (x)
}
```

## How to mend it

Declare what is computed; or Cast, if the declaration is what was wanted.

## Fix safety

Safe: nodes compute what they did, and the declaration was false.

## What others say

The full check: `Inferred elem type differs from existing elem type: (FLOAT) vs (INT64)`; ONNX Runtime: `Type
(tensor(int64)) of output arg (y) of node (Relu_0) does not match expected type (tensor(float)).`
"""#,
    "T006": #"""
## What it means

A model that takes float or float16 computes some of it in double: a constant that was written in Python, or a
Cast, brought double in.

## Why it is bad

Doubles cost twice the memory and time, and many kernels have no double form: ONNX Runtime has none of Conv.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <double[1] k = {0.5}> {  # T006 graph.initializer[0]
  y = Mul (x, k)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <float[1] k = {0.5}> {
  y = Mul (x, k)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (double[N] x) => (double[N] y) <double[1] k = {0.1}> {
  y = Mul (x, k)
}
```

## How to mend it

Store the constant as float; take the Cast away.

## Fix safety

Safe only where the constant makes the model invalid and every number is exactly a float; otherwise a person
chooses it, as results change in their last digits.

## What others say

Nobody says so; ONNX Runtime may find no kernel.
"""#,
    "T007": #"""
## What it means

An attribute names an element type by a number of `TensorProto.DataType`, and there is none of that number, or
the operator can't make it.

## Why it is bad

The output has no type; ONNX Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Cast <to = 99> (x)  # T007 graph.node[0].attribute[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Cast <to = 1> (x)
}
```

## How to mend it

Write the number of the type: 1 is float, 7 int64, 10 float16, 11 double, 9 bool.

## Fix safety

A person chooses the type.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime: `Attribute to does not specify a valid type
in .`
"""#,
    "T008": #"""
## What it means

The zero point of a quantisation has another element type than what it is the zero of, such as int8 for uint8.

## Why it is bad

The two ranges are shifted against each other: ONNX Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 13]>
main (uint8[N] x) => (float[N] y) <float scale = {0.5}, int8 zero = {0}> {
  y = DequantizeLinear (x, scale, zero)  # T008 graph.node[0].input[2]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 13]>
main (uint8[N] x) => (float[N] y) <float scale = {0.5}, uint8 zero = {0}> {
  y = DequantizeLinear (x, scale, zero)
}
```

## How to mend it

Store the zero point in the type of the values; check that it is the number which was meant.

## Fix safety

A person chooses it: the number may have to be shifted by 128.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type parameter (T) of Optype
(DequantizeLinear) bound to different types (tensor(uint8) and tensor(int8) in node (d).`
"""#,
    "T009": #"""
## What it means

An operator of arithmetic gets bools. NumPy and PyTorch count True as 1, ONNX does not.

## Why it is bad

ONNX Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (bool[N] x) => (bool[M] y) {
  y = ReduceSum (x)  # T009 graph.node[0].input[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (bool[N] x) => (int64[M] y) {
  c = Cast <to = 7> (x)
  y = ReduceSum (c)
}
```

## How to mend it

Cast the bools to a number, or use the logical operator: And for Mul, Or for Add.

## Fix safety

A person chooses the type.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime refuse it: `Type 'tensor(bool)' of input
parameter (x) of operator (ReduceSum) in node () is invalid.`
"""#,
    "T010": #"""
## What it means

An output of an If has one element type from one branch and another one from the other.

## Why it is bad

The type would depend on data; ONNX Runtime refuses the model.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (bool c) => (float[2] y) {
  y = If (c) <  # T010 graph.node[0]
  then_branch = then_graph () => (float[2] t) {
    t = Constant <value = float[2] {1, 2}> ()
  }, else_branch = else_graph () => (int64[2] e) {
    e = Constant <value = int64[2] {3, 4}> ()
  }>
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (bool c) => (float[2] y) {
  y = If (c) <
  then_branch = then_graph () => (float[2] t) {
    t = Constant <value = float[2] {1, 2}> ()
  }, else_branch = else_graph () => (float[2] e) {
    e = Constant <value = float[2] {3, 4}> ()
  }>
}
```

## How to mend it

Cast in one of the branches.

## Fix safety

A person chooses which branch is right.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime: `Mismatched tensor element type:
inferred=int64 declared=float`
"""#,
    "T011": #"""
## What it means

A state of a Loop or Scan starts with one element type and the body hands another one on.

## Why it is bad

The second round would get another type than the first; ONNX Runtime refuses a Loop when it loads the model
and a Scan when it runs it.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (int64 n, bool c, float[2] x) => (float[2] y) {
  y = Loop (n, c, x) <  # T011 graph.node[0]
  body = body_graph (int64 i, bool b, float[2] s) => (bool b2, int64[2] s2) {
    b2 = Identity (b)
    s2 = Cast <to = 7> (s)
  }>
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (int64 n, bool c, float[2] x) => (float[2] y) {
  y = Loop (n, c, x) <body = body_graph (int64 i, bool b, float[2] s) => (bool b2, float[2] s2) {
    b2 = Identity (b)
    s2 = Neg (s)
  }>
}
```

## How to mend it

Cast the state at the end of the body, or start with the type that the body makes.

## Fix safety

A person chooses which type is right.

## What others say

The full check (`strict_mode` with type checks) and ONNX Runtime: `Input element type of 7 does not match
existing output type of 1`
"""#,
    "W001": #"""
A tensor holds more or fewer bytes than its type and dimensions ask for.

## What it means
`raw_data` has the width of the element type for each element, the typed fields have one entry each. Here the number
is another one, there is nothing at all, or a dimension is negative. Of 6-bit elements, bits
that belong to none are zero; here they are not.

## Why it is bad
Elements are missing or left over: the weight is not what was meant. It often comes from files that were edited or
sliced by hand.

## Example
```onnxtxt
#!onnx-text 1 storage=raw
<ir_version: 8, opset_import: ["" : 17]>
g (float[5] x) => (float[5] y) <
  float[5] k = {0.0, 1.0, 2.0, 3.0}  # W001 graph.initializer[0]
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
#!onnx-text 1 storage=raw
<ir_version: 8, opset_import: ["" : 17]>
g (float[5] x) => (float[5] y) <
  float[5] k = {0.0, 1.0, 2.0, 3.0, 4.0}
> {
  y = Add (x, k)
}
```

## How to mend it
Export the weight again, or correct its dimensions.

## Fix safety
No fix: which of the two is right can't be seen.

## What others say
onnx.checker: `TensorProto (tensor name: k) raw_data size (16 bytes) is too small for the declared shape and type (20
bytes required).` It accepts more than that. ONNX Runtime refuses it when something reads the weight.
"""#,
    "W002": #"""
A tensor's elements are in a field of another type, in two fields, or inside although they are external.

## What it means
Each element type has one typed field (floats `float_data`, integers of 32 bits or fewer and narrow floats
`int32_data`, ...); `raw_data` takes all but strings. Exactly one of them holds the elements, and none where
`data_location` says that they are external.

## Why it is bad
Readers take one of two, or nothing, and don't agree on which.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  tensor {dims: [2], data_type: 1, int32_data: [1, 2], name: "k"}  # W002 graph.initializer[0]
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = {1.0, 2.0}
> {
  y = Add (x, k)
}
```

## How to mend it
Move the elements to the field of their type, or to `raw_data`.

## Fix safety
Safe where the numbers are the same in the tensor's own type, and where only one of two fields can be meant.

## What others say
onnx.checker: `values of data_type '1' should be stored in field 'float_data' instead of 'int32_data'`, and of two
fields `TensorProto (tensor name: k) should contain one and only one value field.` ONNX Runtime says so later, if ever.
"""#,
    "W003": #"""
A tensor has no element type, or a number that stands for none.

## What it means
`data_type` is absent, 0, or a number that onnx.proto does not define.

## Why it is bad
Its bytes can't be read as numbers.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  tensor {dims: [2], name: "k", raw_data: x"0000000000000000"}  # W003 graph.initializer[0]
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = {0.0, 0.0}
> {
  y = Add (x, k)
}
```

## How to mend it
Say the type, or update this tool if the number is that of a newer ONNX.

## Fix safety
No fix: the type can't be seen.

## What others say
onnx.checker: `setting data_type field (tensor name: k) to UNDEFINED is not allowed`; it accepts unknown numbers, which
its full check and ONNX Runtime refuse.
"""#,
    "W004": #"""
The file that has a weight's data is missing.

## What it means
The tensor's `external_data` names a file beside the model, and there is none, or it names no file at all.

## Why it is bad
The model can't be loaded. Models with external data are several files; copy or download all of them.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = ["offset": "0", "length": "8"]  # W004 graph.initializer[0]
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = ["location": "weights.bin", "offset": "0", "length": "8"]
> {
  y = Add (x, k)
}
```

## How to mend it
Put the file beside the model under the name that the model says, or correct the name.

## Fix safety
No fix: the data are elsewhere.

## What others say
onnx.checker: `Data of TensorProto ( tensor name: k) should be stored in weights.bin, but it is not regular file.` ONNX
Runtime: `External data path does not exist`
"""#,
    "W005": #"""
The path of a weight's data leads out of the model's folder.

## What it means
`location` is an absolute path, climbs with `..`, or goes through a link to somewhere else.

## Why it is bad
Whoever loads such a model reads a file of its maker's choice: runtimes refuse it for safety. It also breaks as soon as
the model is moved.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = ["location": "../weights.bin"]  # W005 graph.initializer[0]
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = ["location": "weights.bin"]
> {
  y = Add (x, k)
}
```

## How to mend it
Put the file into the model's folder, and name it relative to that.

## Fix safety
No fix: the file has to be moved, too.

## What others say
onnx.checker: `Data of TensorProto ( tensor name: k) should be file inside the model's folder, but '../weights.bin'
points outside the directory.` ONNX Runtime: `External data path escapes model directory.`
"""#,
    "W006": #"""
A weight's data are not where its offset and length say.

## What it means
The range ends behind the file's end, is shorter or longer than the tensor, is no range of numbers, or the file can't
be read. Ranges of two weights that overlap without being the same are a warning, an offset that is no multiple of
4096 bytes is worth knowing: mapped files want that (onnx.proto, TensorProto.external_data).

## Why it is bad
The weight can't be read; or it is read with another one's bytes.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = ["location": "weights.bin", "offset": "0", "length": "4"]  # W006 graph.initializer[0]
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = ["location": "weights.bin", "offset": "0", "length": "8"]
> {
  y = Add (x, k)
}
```

## How to mend it
Fetch the whole file, or export the model again.

## Fix safety
No fix: the right range can't be seen.

## What others say
onnx.checker does not look. ONNX Runtime says so when it needs the weight: `External initializer: k offset: 0 size to
read: 8 given file_length: 4 are out of bounds or can not be read in full.`
"""#,
    "W007": #"""
A weight has elements that are NaN or infinite.

## What it means
Among the numbers of a weight, or of a constant in a node, there are some that are none. A single infinity by itself
is taken for a bound, as `Clip` or a mask has it, and not reported.

## Why it is bad
NaN spreads to everything computed with it. Usually training diverged, or a conversion to a narrower type overflowed.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = {nan, 1.0}  # W007 graph.initializer[0]
> {
  y = Add (x, k)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[2] x) => (float[2] y) <
  float[2] k = {0.0, 1.0},
  float low = {-inf}
> {
  t = Add (x, k)
  y = Max (t, low)
}
```

## How to mend it
Find where they came from: train or convert again.

## Fix safety
No fix: the right numbers can't be seen.

## What others say
Nobody says anything.
"""#,
    "W008": #"""
A constant is cast to float16, and does not fit.

## What it means
The largest float16 is 65504; finite numbers from 65520 on become infinite in the cast.

## Why it is bad
Masks and bounds such as 1e9 turn into infinities, and those into NaN.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float16[2] x) => (float16[2] y) <
  float[2] k = {1.0, 120000.0}
> {
  h = Cast <to = 10> (k)  # W008 graph.node[0]
  y = Add (x, h)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float16[2] x) => (float16[2] y) <
  float[2] k = {1.0, 60000.0}
> {
  h = Cast <to = 10> (k)
  y = Add (x, h)
}
```

## How to mend it
Clamp the constant, or compute this part in float.

## Fix safety
No fix: what the number is for can't be seen.

## What others say
Nobody says anything.
"""#,
    "W009": #"""
All elements of a weight are the same.

## What it means
A weight of 64 elements or more holds one number throughout. Shapes, scales and zero points are left out.

## Why it is bad
A trained weight hardly ever looks so: it may have stayed at its initial value, or a conversion lost it. Where it is
meant, one element that broadcasts does the same.

## Example
```onnxtxt
#!onnx-text 1 storage=raw
<ir_version: 8, opset_import: ["" : 17]>
g (float[8, 8] x) => (float[8, 8] y) <
  int8[64] k = b64"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="  # W009
> {
  f = Cast <to = 1> (k)
  s = Shape (x)
  r = Reshape (f, s)
  y = Add (x, r)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[8, 8] x) => (float[8, 8] y) <
  float[1] k = {0.0}
> {
  y = Add (x, k)
}
```

## How to mend it
Check the training or the conversion, or write one element.

## Fix safety
No fix: whether it is meant can't be seen.

## What others say
Nobody says anything.
"""#,
    "W010": #"""
Two weights of one graph hold the same numbers.

## What it means
Type, dimensions and every byte agree; weights below 16 elements are left out.

## Why it is bad
The file and the memory hold them twice. Exporters write a shared weight once for each use.

## Example
```onnxtxt
#!onnx-text 1 storage=raw
<ir_version: 8, opset_import: ["" : 17]>
g (float[4, 4] x) => (float[4, 4] y) <
  int8[4, 4] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
  int8[4, 4] b = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}  # W010 graph.initializer[1]
> {
  c = Cast <to = 1> (a)
  d = Cast <to = 1> (b)
  y = Sum (x, c, d)
}
```
Mended:
```onnxtxt
#!onnx-text 1 storage=raw
<ir_version: 8, opset_import: ["" : 17]>
g (float[4, 4] x) => (float[4, 4] y) <
  int8[4, 4] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
> {
  c = Cast <to = 1> (a)
  d = Cast <to = 1> (a)
  y = Sum (x, c, d)
}
```

## How to mend it
Keep one, and let all nodes read that.

## Fix safety
Safe: the numbers are the same.

## What others say
Nobody says anything.
"""#,
    "W011": #"""
A Constant node holds a large tensor.

## What it means
The tensor has more than 1024 bytes and stands in a node instead of among the weights.

## Why it is bad
Tools that move weights to external files, quantise or compare them look at the graph's weights only.

## Example
```text
<ir_version: 8, opset_import: ["" : 17]>
g (float[1000] x) => (float[1000] y) {
  k = Constant <value = float[1000] {0.5, 0.25, ...}> ()  # W011 graph.node[0]
  y = Add (x, k)
}
```
Mended:
```text
<ir_version: 8, opset_import: ["" : 17]>
g (float[1000] x) => (float[1000] y) <
  float[1000] k = {0.5, 0.25, ...}
> {
  y = Add (x, k)
}
```

## How to mend it
Make it a weight.

## Fix safety
Safe: a weight that is no input is a constant as well.

## What others say
Nobody says anything; ONNX Runtime does the same when it loads the model.
"""#,
    "W012": #"""
The indices of a sparse tensor are out of range, out of order, or another number than its values.

## What it means
`indices` says for each value where it stands in the dense tensor: one number in row-major order, or one for each
dimension; ascending, without repetition (onnx.proto, SparseTensorProto).

## Why it is bad
Values have no place, or two readers put them to different ones.

## Example
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[4] x) => (float[4] y) <
  sparse_tensor(float[4]) w = {values: float[2] {1.0, 2.0}, indices: int64[2] {3, 1}}  # W012 graph.sparse_initializer[0]
> {
  y = Add (x, w)
}
```
Mended:
```onnxtxt
<ir_version: 8, opset_import: ["" : 17]>
g (float[4] x) => (float[4] y) <
  sparse_tensor(float[4]) w = {values: float[2] {2.0, 1.0}, indices: int64[2] {1, 3}}
> {
  y = Add (x, w)
}
```

## How to mend it
Sort the indices together with their values; export the weight again where places are wrong.

## Fix safety
Chosen by a person, and not offered yet.

## What others say
onnx.checker: `Sparse tensor (w) index value at position [1] not in sorted order.` ONNX Runtime refuses places out of
range, and does not look at the order.
"""#,
    "X001": #"""
## What it means

The `training_mode` of a Dropout is a constant true: it throws elements away each time the model runs.

## Why it is bad

The outputs are random. The model was exported while the framework was training.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 13]>
main (float[N] x) => (float[N] y) <float ratio = {0.5}, bool train = {1}> {
  y = Dropout (x, ratio, train)  # X001 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 13]>
main (float[N] x) => (float[N] y) <float ratio = {0.5}> {
  y = Dropout (x, ratio)
}
```

## How to mend it

Export in evaluation mode, or leave `training_mode` out.

## Fix safety

Safe: a model that is used drops nothing, which is what an absent `training_mode` means.

## What others say

Nobody; the model runs.
"""#,
    "X002": #"""
## What it means

A BatchNormalization has `training_mode = 1` or the outputs that only training has. Where the mode and the
outputs don't go together the model is invalid.

## Why it is bad

It normalises with the statistics of the batch: the result for one sample depends on the others. The model was
exported while the framework was training.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 15]>
main (float[1, 3, 8, 8] x) => (float[1, 3, 8, 8] y) <float[3] s = {1, 1, 1}, float[3] b = {0, 0, 0}, float[3] m = {0, 0, 0}, float[3] v = {1, 1, 1}> {
  y, mean, var = BatchNormalization (x, s, b, m, v)  # X002 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 15]>
main (float[1, 3, 8, 8] x) => (float[1, 3, 8, 8] y) <float[3] s = {1, 1, 1}, float[3] b = {0, 0, 0}, float[3] m = {0, 0, 0}, float[3] v = {1, 1, 1}> {
  y = BatchNormalization (x, s, b, m, v)
}
```

## How to mend it

Export in evaluation mode; drop `training_mode` and the outputs behind the first.

## Fix safety

A person chooses it: the outputs change, and they are to.

## What others say

The full check and ONNX Runtime, where the outputs don't fit: `This number of op outputs should be 3 when
Training_mode = True, but it is not.`
"""#,
    "X003": #"""
## What it means

An Identity, or a Dropout that does not train, whose output could be its input.

## Why it is bad

It costs a copy where a runtime does not remove it, and a line for every reader.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  h = Identity (x)  # X003 graph.node[0]
  y = Relu (h)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Identity (x)
}
```

## How to mend it

Let the readers of the output read the input.

## Fix safety

Safe: every reader gets the same value. It is not offered where the graph needs the node: an output that is an
input or an outer value.

## What others say

Nobody.
"""#,
    "X004": #"""
## What it means

A Resize with the mode nearest leaves `coordinate_transformation_mode` out. The default is half_pixel, while
Upsample and most frameworks' nearest take asymmetric.

## Why it is bad

The picture is shifted by half a pixel against the framework's. Converters from Upsample forget the attribute.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, A, B] y) <float[4] scales = {1, 1, 2, 2}> {
  y = Resize <mode = "nearest"> (x, "", scales)  # X004 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[1, 1, 4, 4] x) => (float[1, 1, A, B] y) <float[4] scales = {1, 1, 2, 2}> {
  y = Resize <mode = "nearest", coordinate_transformation_mode = "asymmetric"> (x, "", scales)
}
```

## How to mend it

Write the attribute: asymmetric with `nearest_mode` floor is what Upsample does, half_pixel is the default.

## Fix safety

A person chooses which of the two was meant; half_pixel changes nothing.

## What others say

Nobody.
"""#,
    "X005": #"""
## What it means

The condition of an If is a constant, so that one branch never runs; or a Loop is told to run no round.

## Why it is bad

The other branch is dead weight, and many runtimes have no control flow at all.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) <bool c = {1}> {
  y = If (c) <  # X005 graph.node[0]
  then_branch = then_graph () => (float[N] t) {
    t = Relu (x)
  }, else_branch = else_graph () => (float[N] e) {
    e = Neg (x)
  }>
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x, bool c) => (float[N] y) {
  y = If (c) <
  then_branch = then_graph () => (float[N] t) {
    t = Relu (x)
  }, else_branch = else_graph () => (float[N] e) {
    e = Neg (x)
  }>
}
```

## How to mend it

Put the nodes of the branch in the place of the If.

## Fix safety

Safe: the branch's nodes come in the place of the node, under names of their own. It is not offered where
names would meet.

## What others say

Nobody.
"""#,
    "X006": #"""
## What it means

The model has operators of `com.microsoft.nchwc` or `com.ms.internal.nhwc`, which ONNX Runtime puts in when it
optimises for the machine at hand.

## Why it is bad

The saved model runs only where that layout is right, and in that runtime alone.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17, "com.microsoft.nchwc" : 1]>
main (float[1, 8, 4, 4] x) => (float[1, 8, 4, 4] y) {
  y = com.microsoft.nchwc.ReorderInput (x)  # X006 graph.node[0]
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Relu (x)
}
```

## How to mend it

Save the model before it is optimised, or with optimisations up to the extended level only.

## Fix safety

No fix is offered.

## What others say

ONNX Runtime elsewhere: no kernel for the operator.
"""#,
    "X007": #"""
## What it means

An input is read by nodes, and none of what they make goes into an output; or an output is the same whatever
is fed.

## Why it is bad

Something was lost on the way: tracing turned a computed value into a constant.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[2] y) <float[2] k = {1, 2}> {  # X007 graph.output[0] # X007 graph.input[0]
  h = Neg (x)
  y = Relu (k)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  y = Relu (x)
}
```

## How to mend it

Look for the place where the export froze the value.

## Fix safety

No fix is offered.

## What others say

Nobody.
"""#,
    "X008": #"""
## What it means

A model without training information has operators that only training needs, such as gradients and optimisers,
or that make random numbers.

## Why it is bad

It was exported with too much, or gives another answer each time. Models that generate may well be random.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[N] y) {
  r = RandomNormalLike (x)  # X008 graph.node[0]
  y = Add (x, r)
}
```

Better:

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x, float[N] r) => (float[N] y) {
  y = Add (x, r)
}
```

## How to mend it

Export in evaluation mode; feed noise as an input, which makes results repeatable.

## Fix safety

No fix is offered.

## What others say

ONNX Runtime has no training operators in its usual builds.
"""#,
  ]
}
