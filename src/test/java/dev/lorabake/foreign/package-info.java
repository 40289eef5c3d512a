@NullMarked
package dev.lorabake.foreign;

import org.jspecify.annotations.NullMarked;
