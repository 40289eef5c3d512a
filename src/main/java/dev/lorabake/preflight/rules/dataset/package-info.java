/** Folders, images, buckets, regularisation images. */
@NullMarked
package dev.lorabake.preflight.rules.dataset;

import org.jspecify.annotations.NullMarked;
