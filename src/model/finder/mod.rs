//! The person finder: a small convolutional network that says where people are in a photo.
//!
//! Ours, not of the papers: they search cut-outs of people that are there already. Anchor-free, one level: every cell of 8 x 8
//! pixels says whether a person's middle lies in it (CenterNet, arXiv 1904.07850; TTFNet, arXiv 1909.00700) and how far that
//! person's box reaches from the cell to each side (FCOS, arXiv 1904.01355).

mod boxes;
mod network;

pub use boxes::{Bounds, VOTING, decode, intersection_over_union, suppress};
pub use network::{CELL, Finder, OUTPUTS};
