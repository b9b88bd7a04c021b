import Testing

/// Attention, FlexAttention, RotaryEmbedding, LinearAttention.
struct AttentionTests {
  @Test func heads() throws {
    let model = try InferredModel(
      opset: 23,
      """
      float[B, 8, L, 16] q, float[B, 2, S, 16] k, float[B, 2, S, 32] v,
      float[B, 2, P, 16] pk, float[B, 2, P, 32] pv, float[B, 3, S, 16] three
      """,
      """
      y, a, b, m = Attention (q, k, v, , pk, pv)
      z, c = Attention (q, k, v)
      w = Attention (q, three, three)
      """)
    #expect(model.type("y") == "float[B, 8, L, 32]")
    #expect(model.type("a") == "float[B, 2, P + S, 16]")
    #expect(model.type("b") == "float[B, 2, P + S, 32]")
    #expect(model.type("m") == "float[B, 8, L, P + S]")
    #expect(model.type("c") == "float[B, 2, S, 16]")
    #expect(model.problems == ["S002 node"])
  }

  @Test func packed() throws {
    let model = try InferredModel(
      opset: 23, "float[B, L, 24] q, float[B, S, 12] k, float[B, S, 6] v, float[B, S, 7] odd, float[B, S] flat",
      """
      y = Attention <q_num_heads = 4, kv_num_heads = 2> (q, k, v)
      z = Attention (q, k, v)
      w = Attention <q_num_heads = 4, kv_num_heads = 2> (q, k, odd)
      u = Attention <q_num_heads = 4, kv_num_heads = 0> (q, k, v)
      t = Attention <q_num_heads = 4, kv_num_heads = 2> (flat, k, v)
      """)
    #expect(model.type("y") == "float[B, L, 12]")
    #expect(
      model.problems == ["A003 node", "S002 node", "A013 attribute kv_num_heads", "S017 input 0"])
  }

  @Test func cache() throws {
    let model = try InferredModel(
      opset: 25, "float[1, 2, 3, 4] q, int64[1] n",
      "y, k, v = Attention (q, q, q, , , , n)\nz = Attention (q, q, q, , q)\nw = Attention <q_num_heads = 2> (q, q, q)")
    #expect(model.problems == ["A007 input 6", "A007 node", "A013 attribute q_num_heads"])
  }

  @Test func flex() throws {
    let model = try InferredModel(
      """
      <ir_version: 10, opset_import: ["" : 25, "ai.onnx.preview" : 1]>
      g (float[B, 8, L, 16] q, float[B, 2, S, 16] k, float[B, 2, S, 32] v, float[3] r) => () {
        y = ai.onnx.preview.FlexAttention (q, k, v)
        z = ai.onnx.preview.FlexAttention (q, v, v)
        w = ai.onnx.preview.FlexAttention (r, k, v)
      }
      """)
    #expect(model.type("y") == "float[B, 8, L, 32]")
    #expect(model.problems == ["S002 node", "S017 input 0"])
  }

  @Test func rotary() throws {
    let model = try InferredModel(
      opset: 23, "float[B, 4, T, 8] x, float[B, T, 8] flat, float[B, T, 4] c, float[50, 4] table",
      "y = RotaryEmbedding (x, c, c)\nz = RotaryEmbedding (flat, c, c)\nw = RotaryEmbedding (x, table, table)")
    #expect(model.type("y") == "float[B, 4, T, 8]")
    #expect(model.problems == ["A003 node", "S017 input 1"])
  }

  @Test func linear() throws {
    let model = try InferredModel(
      opset: 27,
      "float16[B, T, 32] q, float16[B, T, 16] k, float16[B, T, 8] v, float[B, 2, 8, 4] s, float16[B, T, 3] d",
      """
      y, p = LinearAttention <q_num_heads = 4, kv_num_heads = 2, update_rule = "linear"> (q, k, v, s)
      z = LinearAttention <q_num_heads = 3, kv_num_heads = 2, update_rule = "linear"> (q, k, v)
      w = LinearAttention <q_num_heads = 4, kv_num_heads = 2, update_rule = "none"> (q, k, v)
      u = LinearAttention <q_num_heads = 4, kv_num_heads = 2> (q, k, v)
      t = LinearAttention <q_num_heads = 4, kv_num_heads = 2, update_rule = "gated"> (q, k, v, , d)
      """)
    #expect(model.type("y") == "float16[B, T, 16]")
    #expect(model.type("p") == "float[B, 2, 8, 4]")
    #expect(
      model.problems == ["A013 attribute q_num_heads", "A009 attribute update_rule", "A007 node", "S002 node"])
  }
}
