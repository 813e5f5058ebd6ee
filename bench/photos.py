"""Photos to the model's input, by Pillow: nothing is taken over from the trainer."""

import numpy as np
from PIL import Image, ImageOps


def scaled(path, vision):
    """The photo at the size that the model sees."""
    height, width = vision["image_size"]
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    return picture.resize((width, height), Image.Resampling.BICUBIC)


def pixels(path, vision):
    """[3, height, width], normalised."""
    values = np.asarray(scaled(path, vision), np.float32) / 255
    return ((values - np.float32(vision["mean"])) / np.float32(vision["std"])).transpose(2, 0, 1)
