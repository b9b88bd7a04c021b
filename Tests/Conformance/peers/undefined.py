"""Cases of ONNX's suites that no definition of ONNX decides, each with what is missing or why its data is no longer right.

A case that passes and still stands among the first is reported.
"""

from __future__ import annotations

# Evaluator cases: run by onnx.reference, which computes what the operators' definitions do not allow.
UNDEFINED_EVALUATIONS = {
    "evaluator/0038": "an operator whose definition is a Python class in the test",
    "evaluator/0426": "a bias of 4 for one filter: ConvTranspose defines [M]",
    "evaluator/0427": "a bias of 4 for one filter: ConvTranspose defines [M]",
    "evaluator/0565": "int64 to quantize: QuantizeLinear defines no such T1",
    "evaluator/0568": "int64 to quantize: QuantizeLinear defines no such T1",
    "evaluator/0789": "weights that were only ever in the memory of the test: its file names #loc0 and #loc1",
}

# Node tests of earlier releases whose data later releases changed (parts of names).
CHANGED_SINCE = {
    "test_bernoulli": "random numbers of another generator",
    "to_INT4": "floats out of range: undefined; then clamped, since 1.19 cut off",
    "to_UINT4": "floats out of range: undefined; then clamped, since 1.19 cut off",
    "INT4_to_": "bytes of packed data that are negative as int32: onnx.proto has them as uint8",
    "to_FLOAT4E2M1": "NaN, which the type lacks: then the largest number, now zero",
    "qk_matmul": "what qk_matmul_output is after changed in 1.20",
    "rotary_embedding": "caches of twice the width that RotaryEmbedding-23 now defines",
    "averagepool_3d_dilations_large_count_include_pad": "windows beyond the padding counted, until 1.16",
    "v1.4.1/test_cast_FLOAT_to_STRING": "strings of NumPy's own memory, not of numbers",
    "resize_upsample_sizes_nearest": "nearest_mode is not in the file, though its output was made with one",
    "v1.7.0/test_adam_multiple": "the step is divided otherwise than Adam-1 says; corrected in 1.8",
    "v1.8.1/test_sequence_insert_at_front": "the output has the tensor at another place",
    "v1.9.0/test_convtranspose_autopad_same": "auto_pad of ConvTranspose, defined otherwise since 1.10",
}
