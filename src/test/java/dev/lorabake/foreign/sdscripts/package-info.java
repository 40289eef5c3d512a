@NullMarked
package dev.lorabake.foreign.sdscripts;

import org.jspecify.annotations.NullMarked;
