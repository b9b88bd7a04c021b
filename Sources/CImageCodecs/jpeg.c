// JPEG by libjpeg.
#include "codec.h"

#if __has_include(<jpeglib.h>)
#include <setjmp.h>
#include <stdio.h>

#include <jpeglib.h>

typedef struct {
  struct jpeg_error_mgr base;
  jmp_buf out;
} error_exit;

static void leave(j_common_ptr state) { longjmp(((error_exit *)state->err)->out, 1); }
static void say_nothing(j_common_ptr state) { (void)state; }

const char *graven_decode_jpeg(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libjpeg.so.62", RTLD_NOW);
  if (!library) return "decoding JPEG needs libjpeg, which is not installed";
  LOADED(library, jpeg_std_error);
  LOADED(library, jpeg_CreateDecompress);
  LOADED(library, jpeg_mem_src);
  LOADED(library, jpeg_read_header);
  LOADED(library, jpeg_start_decompress);
  LOADED(library, jpeg_read_scanlines);
  LOADED(library, jpeg_destroy_decompress);
  if (!load_jpeg_std_error || !load_jpeg_CreateDecompress || !load_jpeg_mem_src || !load_jpeg_read_header ||
      !load_jpeg_start_decompress || !load_jpeg_read_scanlines || !load_jpeg_destroy_decompress)
    return "libjpeg is of an unknown version";
  struct jpeg_decompress_struct state;
  error_exit errors;
  state.err = load_jpeg_std_error(&errors.base);
  errors.base.error_exit = leave;
  errors.base.output_message = say_nothing;
  if (setjmp(errors.out)) {
    load_jpeg_destroy_decompress(&state);
    return failed(image, damaged_image);
  }
  load_jpeg_CreateDecompress(&state, JPEG_LIB_VERSION, sizeof state);
  load_jpeg_mem_src(&state, bytes, count);
  load_jpeg_read_header(&state, TRUE);
  state.out_color_space = JCS_RGB;
  load_jpeg_start_decompress(&state);
  if (state.output_components != 3 || !allocate_pixels(image, state.output_width, state.output_height)) {
    load_jpeg_destroy_decompress(&state);
    return failed(image, "the image is too large");
  }
  while (state.output_scanline < state.output_height) {
    JSAMPROW row = image->pixels + (size_t)state.output_scanline * 3 * image->width;
    load_jpeg_read_scanlines(&state, &row, 1);
  }
  load_jpeg_destroy_decompress(&state);
  return NULL;
}
#else
const char *graven_decode_jpeg(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without libjpeg";
}
#endif
