// TIFF by libtiff.
#include "codec.h"

#if __has_include(<tiffio.h>)
#include <tiffio.h>
#endif

// From libtiff 4.5, which libtiff.so.6 begins with.
#if defined(TIFFLIB_VERSION) && TIFFLIB_VERSION >= 20221213
#include <string.h>

typedef struct {
  const unsigned char *bytes;
  toff_t count, place;
} memory_file;

static tmsize_t read_bytes(thandle_t handle, void *target, tmsize_t wanted) {
  memory_file *file = handle;
  if (wanted <= 0 || file->place >= file->count) return 0;
  if ((toff_t)wanted > file->count - file->place) wanted = (tmsize_t)(file->count - file->place);
  memcpy(target, file->bytes + file->place, (size_t)wanted);
  file->place += (toff_t)wanted;
  return wanted;
}

static tmsize_t write_bytes(thandle_t handle, void *source, tmsize_t count) {
  (void)handle, (void)source, (void)count;
  return 0;
}

static toff_t seek(thandle_t handle, toff_t offset, int whence) {
  memory_file *file = handle;
  file->place = whence == SEEK_SET ? offset : whence == SEEK_CUR ? file->place + offset : file->count + offset;
  return file->place;
}

static int close_file(thandle_t handle) {
  (void)handle;
  return 0;
}

static toff_t size_of_file(thandle_t handle) { return ((memory_file *)handle)->count; }

static int say_nothing(TIFF *tiff, void *data, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)data, (void)module, (void)format, (void)arguments;
  return 1;
}

// The raster as pixels. libtiff has mirrored it, but leaves it to us to turn columns into rows.
static const char *copy_pixels(const uint32_t *raster, uint32_t width, uint32_t height, int orientation,
                               graven_image *image) {
  int is_turned = orientation >= ORIENTATION_LEFTTOP && orientation <= ORIENTATION_LEFTBOT;
  int is_from_end = orientation == ORIENTATION_RIGHTTOP || orientation == ORIENTATION_LEFTBOT;
  const char *wrong = allocate_pixels(image, is_turned ? height : width, is_turned ? width : height);
  if (wrong) return wrong;
  unsigned char *to = image->pixels;
  size_t last = (size_t)width * height - 1;
  for (size_t y = 0; y < (size_t)image->height; y++)
    for (size_t x = 0; x < (size_t)image->width; x++, to += 3) {
      size_t place = is_turned ? x * width + y : y * width + x;
      uint32_t pixel = raster[is_from_end ? last - place : place];
      to[0] = TIFFGetR(pixel);
      to[1] = TIFFGetG(pixel);
      to[2] = TIFFGetB(pixel);
    }
  return NULL;
}

const char *graven_decode_tiff(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libtiff.so.6", RTLD_NOW);
  if (!library) return "decoding TIFF needs libtiff, which is not installed";
  int is_complete = 1;
  LOADED(TIFFOpenOptionsAlloc);
  LOADED(TIFFOpenOptionsSetMaxSingleMemAlloc);
  LOADED(TIFFOpenOptionsSetErrorHandlerExtR);
  LOADED(TIFFOpenOptionsSetWarningHandlerExtR);
  LOADED(TIFFOpenOptionsFree);
  LOADED(TIFFClientOpenExt);
  LOADED(TIFFGetField);
  LOADED(TIFFGetFieldDefaulted);
  LOADED(TIFFSetField);
  LOADED(TIFFReadRGBAImageOriented);
  LOADED(TIFFClose);
  if (!is_complete) return "libtiff is of an unknown version";
  TIFFOpenOptions *options = load_TIFFOpenOptionsAlloc();
  if (!options) return "there is no memory for the image";
  // A tile may claim to be larger than the image.
  load_TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)image->most_pixels * 4 + (1 << 20));
  load_TIFFOpenOptionsSetErrorHandlerExtR(options, say_nothing, NULL);
  load_TIFFOpenOptionsSetWarningHandlerExtR(options, say_nothing, NULL);
  memory_file file = {bytes, count, 0};
  TIFF *tiff = load_TIFFClientOpenExt("image", "rm", &file, read_bytes, write_bytes, seek, close_file, size_of_file,
                                      NULL, NULL, options);
  load_TIFFOpenOptionsFree(options);
  if (!tiff) return damaged_image;
  uint32_t width = 0, height = 0;
  load_TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
  load_TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
  uint16_t orientation = ORIENTATION_TOPLEFT, extra_count = 0, *extra = NULL;
  load_TIFFGetFieldDefaulted(tiff, TIFFTAG_ORIENTATION, &orientation);
  // Colours that are not multiplied by alpha stay so when libtiff takes them for multiplied ones.
  load_TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extra_count, &extra);
  if (extra_count == 1 && extra && extra[0] == EXTRASAMPLE_UNASSALPHA) {
    const uint16_t multiplied = EXTRASAMPLE_ASSOCALPHA;
    load_TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &multiplied);
  }
  const char *wrong = size_error(image, width, height);
  uint32_t *raster = wrong ? NULL : malloc((size_t)width * height * sizeof *raster);
  if (raster)
    wrong = load_TIFFReadRGBAImageOriented(tiff, width, height, raster, ORIENTATION_TOPLEFT, 1)
                ? copy_pixels(raster, width, height, orientation, image)
                : "the image is damaged, or TIFF of a kind that is not decoded";
  else if (!wrong)
    wrong = "there is no memory for the image";
  free(raster);
  load_TIFFClose(tiff);
  return wrong;
}
#else
const char *graven_decode_tiff(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without libtiff 4.5";
}
#endif
