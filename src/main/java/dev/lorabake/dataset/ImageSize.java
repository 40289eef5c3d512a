package dev.lorabake.dataset;

/** Width and height in pixels. */
record ImageSize(int width, int height) {
  ImageSize turned() {
    return new ImageSize(/* width= */ height, /* height= */ width);
  }
}
