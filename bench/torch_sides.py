"""The two sides of `torch_bench.py`, plain data in and out: the trainer's binary, and the shipped model in PyTorch."""

import os
import subprocess

import numpy as np
import torch

from sentences import open_tokenizer, token_ids
from torch_model import BiIrra


class Trainer:
    """The trainer's binary on one device, with as many threads as PyTorch."""

    def __init__(self, arguments, device):
        self.program, self.device, self.weights = arguments.trainer, device, arguments.weights
        threads = {name: str(arguments.threads) for name in ["OMP_NUM_THREADS", "RAYON_NUM_THREADS"]}
        self.environment = os.environ | threads

    def run(self, *words, weights=None):
        command = [self.program, *words, "--device", self.device]
        if words[0] != "train":
            command += ["--weights", weights or self.weights]
        done = subprocess.run([str(c) for c in command], env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise SystemExit(f"{' '.join(map(str, command))}: {done.stderr.strip()}")
        return done.stdout


class Engine:
    """PyTorch's side of what the trainer's engine does."""

    def __init__(self, arguments):
        self.model, self.config = BiIrra.shipped(arguments.weights)
        self.device, self.tokenizer = torch.device(arguments.device), open_tokenizer(arguments.weights)
        self.model.to(self.device)

    def tensor(self, value):
        return torch.as_tensor(value, device=self.device)

    @torch.inference_mode()
    def embed_images(self, inputs):
        """Features, and the tokens in half precision, as the trainer keeps them."""
        tokens = self.model.vision_encoder(self.tensor(np.stack(inputs)))
        return self.model.image_feature(tokens).cpu().numpy(), tokens.half().cpu().numpy()

    @torch.inference_mode()
    def embed_text(self, sentence):
        """Feature, tokens and their mask, one row each."""
        ids = token_ids(self.tokenizer, sentence, self.config["text"]["max_tokens"])
        mask = np.ones((1, len(ids)), np.float32)
        tokens = self.model.text_encoder(self.tensor([ids]), self.tensor(mask))
        return self.model.text_feature(tokens).cpu().numpy(), tokens.cpu().numpy(), mask

    @torch.inference_mode()
    def match(self, candidates, text, mask):
        """The match head's logits [candidates, 2] of one sentence."""
        rows = len(candidates)
        image, text, mask = (self.tensor(value).float() for value in (candidates, text, mask))
        return self.model.match_logits(image, text.expand(rows, -1, -1), mask.expand(rows, -1)).cpu().numpy()
