/** Images by their headers, captions and folders, as upstream would find them. */
@NullMarked
package dev.lorabake.dataset;

import org.jspecify.annotations.NullMarked;
