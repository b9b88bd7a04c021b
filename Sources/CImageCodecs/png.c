// PNG by libpng: the numbers as they are written, without regard to gamma or profiles.
#include "codec.h"

#if __has_include(<png.h>)
#include <setjmp.h>
#include <string.h>

#include <png.h>

// What the functions that libpng calls need: their own arguments lead to it only by more of libpng's functions.
static _Thread_local struct {
  jmp_buf out;
  const unsigned char *bytes;
  size_t rest;
} input;

static void leave(png_structp png, png_const_charp message) {
  (void)png, (void)message;
  longjmp(input.out, 1);
}

static void say_nothing(png_structp png, png_const_charp message) { (void)png, (void)message; }

static void read_bytes(png_structp png, png_bytep target, size_t wanted) {
  if (wanted > input.rest) leave(png, NULL);
  memcpy(target, input.bytes, wanted);
  input.bytes += wanted;
  input.rest -= wanted;
}

const char *graven_decode_png(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libpng16.so.16", RTLD_NOW);
  if (!library) return "decoding PNG needs libpng, which is not installed";
  int is_complete = 1;
  LOADED(png_create_read_struct);
  LOADED(png_create_info_struct);
  LOADED(png_set_read_fn);
  LOADED(png_read_info);
  LOADED(png_get_image_width);
  LOADED(png_get_image_height);
  LOADED(png_set_expand);
  LOADED(png_set_strip_16);
  LOADED(png_set_gray_to_rgb);
  LOADED(png_set_strip_alpha);
  LOADED(png_set_interlace_handling);
  LOADED(png_read_update_info);
  LOADED(png_get_rowbytes);
  LOADED(png_read_row);
  LOADED(png_destroy_read_struct);
  if (!is_complete) return "libpng is of an unknown version";
  png_structp png = load_png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, leave, say_nothing);
  if (!png) return "libpng is of an unknown version";
  png_infop info = load_png_create_info_struct(png);
  input.bytes = bytes;
  input.rest = count;
  if (setjmp(input.out)) {
    load_png_destroy_read_struct(&png, &info, NULL);
    return damaged_image;
  }
  load_png_set_read_fn(png, NULL, read_bytes);
  load_png_read_info(png, info);
  // What is transparent keeps its colour.
  load_png_set_expand(png);
  load_png_set_strip_16(png);
  load_png_set_gray_to_rgb(png);
  load_png_set_strip_alpha(png);
  int passes = load_png_set_interlace_handling(png);
  load_png_read_update_info(png, info);
  const char *wrong = allocate_pixels(image, load_png_get_image_width(png, info), load_png_get_image_height(png, info));
  size_t row = 3 * (size_t)image->width;
  if (!wrong && load_png_get_rowbytes(png, info) != row) wrong = damaged_image;
  for (int pass = 0; !wrong && pass < passes; pass++)
    for (long y = 0; y < image->height; y++) load_png_read_row(png, image->pixels + row * (size_t)y, NULL);
  load_png_destroy_read_struct(&png, &info, NULL);
  return wrong;
}
#else
const char *graven_decode_png(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without libpng";
}
#endif
