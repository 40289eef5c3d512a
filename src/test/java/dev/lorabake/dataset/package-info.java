/** Tests of finding images, captions and sizes. */
@NullMarked
package dev.lorabake.dataset;

import org.jspecify.annotations.NullMarked;
