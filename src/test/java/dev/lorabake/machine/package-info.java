@NullMarked
package dev.lorabake.machine;

import org.jspecify.annotations.NullMarked;
