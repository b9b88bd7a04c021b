// ICU's converters, as far as libxml2's archive asks for them: there are none.
//
// Reports are UTF-8, which libxml2 writes by itself. ICU's tables of all other encodings would be thirty of the static
// program's megabytes, and its libraries a second of everyone's downloads. ICU's names end in its version.
// Source: ICU4C, unicode/ucnv.h and unicode/utypes.h (UErrorCode).

#include <stddef.h>

#define JOIN_(name, version) name##_##version
#define JOIN(name, version) JOIN_(name, version)
#define ICU(name) JOIN(name, ICU_VERSION)

enum { FILE_ACCESS_ERROR = 4 };

void *ICU(ucnv_open)(const char *name, int *error) {
  (void)name;
  *error = FILE_ACCESS_ERROR;
  return NULL;
}

void ICU(ucnv_close)(void *converter) { (void)converter; }

// What follows takes a converter, which nobody gets.

void ICU(ucnv_convertEx)(void *target, void *source, char **out, const char *end, const char **in, const char *in_end,
                         void *pivot, void **pivot_in, void **pivot_out, const void *pivot_end, signed char reset,
                         signed char flush, int *error) {
  *error = FILE_ACCESS_ERROR;
}

void ICU(ucnv_setFromUCallBack)(void *converter, void *action, const void *context, void **old_action,
                                const void **old_context, int *error) {
  *error = FILE_ACCESS_ERROR;
}

void ICU(ucnv_setToUCallBack)(void *converter, void *action, const void *context, void **old_action,
                              const void **old_context, int *error) {
  *error = FILE_ACCESS_ERROR;
}

void ICU(UCNV_FROM_U_CALLBACK_STOP)(void) {}
void ICU(UCNV_TO_U_CALLBACK_STOP)(void) {}
