/** Folders, images, buckets, regularisation, masks, validation. */
@NullMarked
package dev.lorabake.preflight.rules.dataset;

import org.jspecify.annotations.NullMarked;
