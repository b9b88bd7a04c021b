#include "COperators.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char schemas[] = {
#embed "Generated/schemas.txt"
};

static const unsigned char documentation[] = {
#embed "Generated/documentation.txt"
};

static const unsigned char functions[] = {
#embed "Generated/functions.txt"
};

static const unsigned char kernels[] = {
#embed "Generated/kernels.txt"
};

static const unsigned char runtimes[] = {
#embed "Generated/runtimes.txt"
};

static const unsigned char meanings[] = {
#embed "../Operators/meanings.txt"
};

graven_bytes graven_operator_schemas(void) { return (graven_bytes){schemas, sizeof schemas}; }

graven_bytes graven_operator_documentation(void) { return (graven_bytes){documentation, sizeof documentation}; }

graven_bytes graven_operator_functions(void) { return (graven_bytes){functions, sizeof functions}; }

graven_bytes graven_operator_kernels(void) { return (graven_bytes){kernels, sizeof kernels}; }

graven_bytes graven_operator_runtimes(void) { return (graven_bytes){runtimes, sizeof runtimes}; }

graven_bytes graven_operator_meanings(void) { return (graven_bytes){meanings, sizeof meanings}; }
