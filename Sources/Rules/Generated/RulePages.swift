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

The checker and every runtime refuse the model: an `axis` of 1.0 is no axis.

## Example

```onnxtxt
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[M] y) {
  y = Concat <axis = 1.0> (x, x)  # A004 graph.node[0].attribute[0]
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
<ir_version: 10, opset_import: ["" : 17]>
main (float[N] x) => (float[M] y) {
  y = Concat <axis: undefined = 0> (x, x)  # A005 graph.node[0].attribute[0]
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
Node names are for people and messages; within a graph they have to differ. Empty names are not compared.

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
  ]
}
