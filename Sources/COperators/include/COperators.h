// The operator data that Sources/Operators/Generated/generate.py makes, as bytes of the executable.
#ifndef GRAVEN_COPERATORS_H
#define GRAVEN_COPERATORS_H

#include <stddef.h>

/// Bytes that live as long as the process.
typedef struct {
  const unsigned char *start;
  size_t count;
} graven_bytes;

/// Signatures: a block for each version of each operator.
graven_bytes graven_operator_schemas(void);
/// What the specification says of them.
graven_bytes graven_operator_documentation(void);
/// Function bodies, serialized FunctionProtos in base64.
graven_bytes graven_operator_functions(void);
/// ONNX Runtime's CPU kernels.
graven_bytes graven_operator_kernels(void);
/// What other runtimes say that they support.
graven_bytes graven_operator_runtimes(void);
/// Versions that change an operator's meaning, written by hand.
graven_bytes graven_operator_meanings(void);

#endif
