//! Every tensor of the forward pass, from functions that training and search use.

use super::Golden;
use super::batch::language;
use crate::error::Result;
use crate::golden::check::{Check, OUTPUT};
use crate::golden::state::read;
use bi_irra::metrics::top_k;
use bi_irra::model::bi_irra::network::{BiIrra, Side};
use bi_irra::model::bi_irra::tokens::Tokens;
use bi_irra::objective::{itc, itm, mim, mlm};
use burn::tensor::Tensor;

/// Both forms of the image.
struct Images {
    whole: Tensor<3>,
    masked: Tensor<3>,
    whole_feature: Tensor<2>,
    masked_feature: Tensor<2>,
}

/// A side's texts.
struct Texts {
    side: Side,
    tokens: Tokens,
    hidden: Tensor<3>,
    feature: Tensor<2>,
}

impl Golden<'_> {
    /// One check for each output of the set.
    pub(super) fn forward(&self, model: &BiIrra) -> Result<Vec<Check>> {
        let mut checks = Vec::new();
        let images = self.images(&mut checks, model)?;
        let text = model.text_encoder();
        let states = text.hidden_states(&self.inputs.text(Side::Source)?);
        for (i, state) in states.into_iter().enumerate() {
            self.compare(&mut checks, &format!("dbg.text_sl_hidden_{i}"), state)?;
        }
        for side in [Side::Source, Side::Target] {
            let tokens = self.inputs.text(side)?;
            let hidden = text.forward(&tokens);
            let feature = model.text_features(hidden.clone(), side);
            let texts = Texts {
                side,
                tokens,
                hidden,
                feature,
            };
            self.contrast(&mut checks, model, &images, &texts)?;
            self.matching(&mut checks, model, &images, &texts)?;
            self.words(&mut checks, model, &images, side)?;
            self.rerank(&mut checks, model, &images, &texts)?;
        }
        self.distillation(&mut checks, model, &images)?;
        Ok(checks)
    }

    fn images(&self, checks: &mut Vec<Check>, model: &BiIrra) -> Result<Images> {
        let image = self.inputs.image()?;
        let encoder = model.image_encoder();
        // The reference keeps the map of the first block only.
        for map in encoder.attention_maps(image.clone()).into_iter().take(1) {
            self.compare(checks, "dbg.vision_attn_0", map)?;
        }
        let states = encoder.hidden_states(image.clone(), None);
        for (i, state) in states.into_iter().enumerate() {
            self.compare(checks, &format!("dbg.vision_hidden_{i}"), state)?;
        }
        let whole = encoder.forward(image.clone(), None);
        let masked = encoder.forward(image, Some(self.inputs.image_mask()?));
        let whole_feature = model.image_features(whole.clone());
        let masked_feature = model.image_features(masked.clone());
        self.compare(checks, "image_embeds", whole.clone())?;
        self.compare(checks, "image_embeds_masked", masked.clone())?;
        self.compare(checks, "image_feat", whole_feature.clone())?;
        self.compare(checks, "image_feat_masked", masked_feature.clone())?;
        Ok(Images {
            whole,
            masked,
            whole_feature,
            masked_feature,
        })
    }

    fn contrast(
        &self,
        checks: &mut Vec<Check>,
        model: &BiIrra,
        images: &Images,
        texts: &Texts,
    ) -> Result<()> {
        let language = language(texts.side);
        self.compare(checks, &format!("text_embeds_{language}"), texts.hidden.clone())?;
        self.compare(checks, &format!("text_feat_{language}"), texts.feature.clone())?;
        let temperature = model.temperature();
        let similarity = images
            .whole_feature
            .clone()
            .matmul(texts.feature.clone().transpose());
        let logits = similarity.clone() / temperature.clone().unsqueeze();
        self.compare(checks, &format!("sim_{language}"), logits)?;
        self.compare(
            checks,
            &format!("eval_sims_t2i_{language}"),
            similarity.transpose(),
        )?;
        let loss = |identities: &[i64]| {
            itc::contrastive(
                images.whole_feature.clone(),
                texts.feature.clone(),
                temperature.clone(),
                itc::identity_targets(identities, self.device),
            )
        };
        let identities = self.inputs.identities()?;
        self.compare(checks, &format!("loss_itc_{language}"), loss(&identities))?;
        if texts.side == Side::Source {
            let alone: Vec<i64> = (0..identities.len() as i64).collect();
            self.compare(checks, "itc_noidx_sl", loss(&alone))?;
        }
        Ok(())
    }

    /// A-ITM: the target language sees the masked image (SPEC 1.4, A-ITM).
    fn matching(
        &self,
        checks: &mut Vec<Check>,
        model: &BiIrra,
        images: &Images,
        texts: &Texts,
    ) -> Result<()> {
        let (seen, seen_feature, name) = match texts.side {
            Side::Source => (&images.whole, &images.whole_feature, "sl"),
            Side::Target => (&images.masked, &images.masked_feature, "masked_tl"),
        };
        let (hidden, mask) = (&texts.hidden, &texts.tokens.mask);
        let language = language(texts.side);
        let (t2i, i2t) = itm::negative_weights(
            seen_feature.clone(),
            texts.feature.clone(),
            model.temperature(),
            itm::other_identities(&self.inputs.identities()?, &seen_feature.device()),
        );
        self.compare(checks, &format!("hardneg_weights_t2i_{language}"), t2i)?;
        self.compare(checks, &format!("hardneg_weights_i2t_{language}"), i2t)?;
        let (image_rows, text_rows) = self.negatives(texts.side)?;
        let logits = model.match_logits_with_negatives(seen, hidden, &texts.tokens, &image_rows, &text_rows);
        self.compare(checks, &format!("itm_logits_{language}"), logits.clone())?;
        self.compare(checks, &format!("loss_itm_{language}"), itm::match_loss(logits))?;
        let fused = model
            .text_encoder()
            .fuse_text_with_image(hidden.clone(), mask, seen.clone());
        self.compare(checks, &format!("cross_text_query_{name}"), fused)
    }

    fn words(&self, checks: &mut Vec<Check>, model: &BiIrra, images: &Images, side: Side) -> Result<()> {
        let logits = model.masked_word_logits(
            images.whole.clone(),
            &self.inputs.masked_text(side)?,
            self.inputs.masked_positions(side)?,
        );
        let language = language(side);
        self.compare(checks, &format!("mlm_logits_{language}"), logits.clone())?;
        let loss = mlm::masked_word_loss(logits, &self.inputs.masked_labels(side)?);
        self.compare(checks, &format!("loss_mlm_{language}"), loss)
    }

    /// Match logits of the best `k_test` images of each text, -100 elsewhere (SPEC 1.9).
    fn rerank(&self, checks: &mut Vec<Check>, model: &BiIrra, images: &Images, texts: &Texts) -> Result<()> {
        let similarity = texts
            .feature
            .clone()
            .matmul(images.whole_feature.clone().transpose());
        let [queries, gallery] = similarity.dims();
        let similarity = read(similarity)?;
        let k = self.json["k_test"].as_u64().unwrap_or(gallery as u64) as usize;
        let mut scores = vec![-100.0; queries * gallery];
        for query in 0..queries {
            let row = &similarity[query * gallery..(query + 1) * gallery];
            for best in top_k(row, k) {
                let logits = model.match_logits(
                    images.whole.clone().narrow(0, best, 1),
                    texts.hidden.clone().narrow(0, query, 1),
                    &texts.tokens.mask.clone().narrow(0, query, 1),
                );
                scores[query * gallery + best] = read(logits)?[1];
            }
        }
        let name = format!("eval_rerank_scores_{}", language(texts.side));
        let reference = &self.outputs.get(&name)?.floats;
        checks.push(Check::absolute(name, &scores, reference, OUTPUT));
        Ok(())
    }

    fn distillation(&self, checks: &mut Vec<Check>, model: &BiIrra, images: &Images) -> Result<()> {
        let text = model.text_encoder();
        let fuse = |image: &Tensor<3>, side| -> Result<Tensor<3>> {
            let tokens = self.inputs.text(side)?;
            Ok(text.fuse_image_with_text(image.clone(), text.forward(&tokens), &tokens.mask))
        };
        let teacher = fuse(&images.whole, Side::Source)?;
        let student = fuse(&images.masked, Side::Target)?;
        let predicted = model.predict_image(student.clone());
        self.compare(checks, "cross_img_query_sl", teacher.clone())?;
        self.compare(checks, "cross_img_query_masked_tl", student)?;
        self.compare(checks, "mim_head_out", predicted.clone())?;
        let cosine = mim::distillation(teacher.clone(), predicted.clone());
        self.compare(checks, "loss_d_mim_cos", cosine)?;
        let smooth = mim::smooth_l1_distillation(teacher, predicted);
        self.compare(checks, "loss_d_mim_smooth_l1", smooth)
    }
}
