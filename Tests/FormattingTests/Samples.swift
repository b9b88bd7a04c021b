// Texts that are laid out as they should be, with every part of the syntax in one of them.

let samples = [example, values, graphs, literals, objects]

/// The example of the format's description.
let example = ##"""
  #!onnx-text 1 unset=domain,opset storage=raw
  <
    ir_version: 10,
    producer_name: "pytorch",
    opset_import: ["" : 21, "local" : 1],
    metadata_props: ["team": "vision"]
  >
  main_graph (float[N, 1, 28, 28] input @doc "NCHW, 0..1") => (float[N, 10] logits) <
    float[8, 1, 3, 3] "conv1.weight" = @data("lenet.onnx"),
    float[8] "conv1.bias" = {0.0, 0.125, -0.5, 1.0, 0.03125, -2.0, 0.25, 0.5},
    float[5408, 10] "fc.weight" = @data("lenet.safetensors", "classifier.weight"),
    float[10] "fc.bias" = ["location": "lenet.weights", "offset": "0", "length": "40"],
    float[N, 8, 26, 26] "/conv1/Conv_output_0" @meta ["range": "0..1"]
  > {
    ["/conv1/Conv"] "/conv1/Conv_output_0" = Conv <kernel_shape = [3, 3]> (input, "conv1.weight", "conv1.bias")
      @meta ["pkg.torch.onnx.namespace": "Net/conv1: Conv2d", "owner": "vision"]
    relu = local.ClippedRelu <max = 6.0> ("/conv1/Conv_output_0")  # trailing comments survive
    flat = Flatten <axis = 1> (relu)
    logits = Gemm (flat, "fc.weight", "fc.bias")
  }

  <domain: "local", opset_import: ["" : 21], doc_string: "min(max(x, 0), max)">
  ClippedRelu <max: float = 6.0> (x) => (y) {
    zero = Constant <value_float = 0.0> ()
    high = Constant <value_float: float = @max> ()
    y = Clip (x, zero, high)
  }

  """##

let values = ##"""
  <
    ir_version: 10,
    producer_name: "p",
    opset_import: ["" : 21, : 3, {domain: "", version: 1}],
    configuration: [{name: "c", num_devices: 2}],
    _unknown: x"0a00"
  >
  <doc_string: "of the graph", quantization_annotation: []>
  "a graph" (seq(optional(int64[])) s, map(int64, float[?, "N M"]) m, opaque(a.b, c) o, sparse_tensor(float[2, 3]) p, value {name: "v"}, float x = {1.0} @doc "x") => (float[N @denote "batch", 3] @denote "image" y @doc "why" @meta ["k": "v"]) <
    sparse_tensor(float[4]) s1 = {values: float[1] {2.0}, indices: int64[1] {3}},
    tensor {dims: [1]},
    float[2] w = @raw {1.0, -inf} @doc "weights",
    float[2] external = ["location": "a.bin"],
    float[2] elsewhere = @data("f.bin", 0, 8, sha256: "00"),
    float[2] elided = ...,
    int32[2] bytes = @typed x"00 01",
    float empty = {}
  > {
    = Print (s)
    a, "" = .Relu (x,)
    b = "odd domain"."odd op":o <k: ints = [], r: float = @p, x = @doc> (,)
    c = (a, nan, b)
    d = Constant <t = float[1] n @doc "t" = {nan(0x7fc01234)} @doc "a", u = float[2], v = [float[1] {1.0}, int8[1] {2}]> ()
    e = a.b.C:o (a)
      @doc """
      several
        lines
      """
      @meta ["k": "v", {key: "only"}]
      @device [{configuration_id: "c"}]
      @unknown b64"AAAA"
  }

  """##

let graphs = ##"""
  # above

  g (bool c) => (float y) {
    # first

    ["if"] y = If (c) <
      then_branch = t () => (float a) <
        float[1] w = {1.0}
      > {
        a = Relu (w)
          @doc "inner"
      },
      # between
      else_branch = <doc_string: "e"> () => (b) {
        b = Loop <
          body = => () {
          }
        > (c)
      },
      n = 3  # trailing
    >
      @doc "outer"
    z = Many <
      graphs = [
        p (x) => (x) {
        },
        q (x) => (x) {
        }
      ] @doc "two"
    > (c)
    v = Clip <
      max = 6.0,

      min = 0.0
    > (c)
    # last
  }  # behind

  # of f
  <domain: "d">
  f <a, b: int = 1, g: graph = h () => () {
  }> (x, float y) => (z) <
    float z
  > {
    z = Relu (x)
  }

  function {name: "other", node: [{op_type: "Relu"}]}
  # end

  """##

let literals = ##"""
  g () => () <
    float[2, 2] a = {
      1.0, 2.0,

      3.0, 4.0
    },
    float[4] b = {1.0,  # one
      2.0,
      # others
      3.0, 4.0},
    string[2] c = {"a", b"\x00"},
    uint8[4] d = b64"
      AAAA
      AAAA
    "
  > {
    y = Constant <value = int64[3] {
      1, 2,
      3
    }, o = 1> ()
  }

  """##

let objects = ##"""
  model {ir_version: 10, graph: graph g () => () {
    y = Relu (x)
  }, functions: [{name: "f", attribute_proto: [{name: "a", t: tensor float[1] t {1.0}, tp: type seq(float)}]}]}

  """##
