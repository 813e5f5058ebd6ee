//! Matching in training: every pair, and with it a negative image and a negative text (SPEC 1.4, ITM).

use super::length_groups::{Group, groups, restore, row_numbers};
use super::network::BiIrra;
use super::tokens::Tokens;
use burn::tensor::{Int, Tensor};

impl BiIrra {
    /// ITM logits of the positives and of chosen negatives.
    ///
    /// # Shapes
    /// - `image`: `[batch, image tokens, hidden]`; `text`: `[batch, tokens, hidden]`, the texts `tokens`
    /// - `image_negatives`, `text_negatives`: `[batch]`, row numbers
    /// - output: `[3 * batch, 2]`: positives, image negatives, text negatives
    pub fn match_logits_with_negatives(
        &self,
        image: &Tensor<3>,
        text: &Tensor<3>,
        tokens: &Tokens,
        image_negatives: &[i64],
        text_negatives: &[i64],
    ) -> Tensor<2> {
        let device = image.device();
        let [batch, longest, _] = text.dims();
        let own: Vec<i64> = (0..batch as i64).collect();
        let image_rows = [&own, image_negatives, &own].concat();
        let text_rows = [&own, &own, text_negatives].concat();
        let lengths: Vec<usize> = text_rows
            .iter()
            .map(|row| tokens.lengths[*row as usize])
            .collect();
        let groups = groups(&lengths, longest, &device);
        let kv = self.text_encoder().cross_key_values(image.clone());
        let part = |group: &Group| {
            let of = |rows: &[i64]| row_numbers(group.rows.iter().map(|row| rows[*row]), &device);
            let (image_rows, text_rows) = (of(&image_rows), of(&text_rows));
            let short = |rows: Tensor<1, Int>| tokens.mask.clone().select(0, rows).narrow(1, 0, group.tokens);
            self.match_logits_by_kv(
                &kv.select(&image_rows),
                text.clone()
                    .select(0, text_rows.clone())
                    .narrow(1, 0, group.tokens),
                &short(text_rows),
            )
        };
        let parts = groups.iter().map(part).collect();
        restore(parts, &groups)
    }
}
