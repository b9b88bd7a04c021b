// TIFF by libtiff.
#include "codec.h"

#if __has_include(<tiffio.h>)
#include <string.h>

#include <tiffio.h>

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

const char *graven_decode_tiff(const unsigned char *bytes, size_t count, graven_image *image) {
  void *library = dlopen("libtiff.so.6", RTLD_NOW);
  if (!library) return "decoding TIFF needs libtiff, which is not installed";
  LOADED(library, TIFFSetErrorHandler);
  LOADED(library, TIFFSetWarningHandler);
  LOADED(library, TIFFClientOpen);
  LOADED(library, TIFFGetField);
  LOADED(library, TIFFReadRGBAImageOriented);
  LOADED(library, TIFFClose);
  if (!load_TIFFSetErrorHandler || !load_TIFFSetWarningHandler || !load_TIFFClientOpen || !load_TIFFGetField ||
      !load_TIFFReadRGBAImageOriented || !load_TIFFClose)
    return "libtiff is of an unknown version";
  load_TIFFSetErrorHandler(NULL);
  load_TIFFSetWarningHandler(NULL);
  memory_file file = {bytes, count, 0};
  TIFF *tiff = load_TIFFClientOpen("image", "rm", &file, read_bytes, write_bytes, seek, close_file, size_of_file, NULL, NULL);
  if (!tiff) return damaged_image;
  uint32_t width = 0, height = 0;
  load_TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
  load_TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
  uint32_t *all = allocate_pixels(image, width, height) ? malloc((size_t)width * height * sizeof *all) : NULL;
  int is_read = all && load_TIFFReadRGBAImageOriented(tiff, width, height, all, ORIENTATION_TOPLEFT, 1);
  load_TIFFClose(tiff);
  if (is_read)
    for (size_t i = 0; i < (size_t)width * height; i++) {
      image->pixels[3 * i] = TIFFGetR(all[i]);
      image->pixels[3 * i + 1] = TIFFGetG(all[i]);
      image->pixels[3 * i + 2] = TIFFGetB(all[i]);
    }
  free(all);
  return is_read ? NULL : failed(image, damaged_image);
}
#else
const char *graven_decode_tiff(const unsigned char *bytes, size_t count, graven_image *image) {
  (void)bytes, (void)count, (void)image;
  return "this program was built without libtiff";
}
#endif
