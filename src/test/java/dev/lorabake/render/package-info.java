@NullMarked
package dev.lorabake.render;

import org.jspecify.annotations.NullMarked;
