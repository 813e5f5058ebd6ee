//! Chinese nouns for whole classes of things, as people say who do not look closely.

use crate::caption::ensemble::Ensemble;
use crate::caption::vague::Loose;

/// Words for a class of things, most common first.
pub(super) fn loose(class: Loose) -> &'static [&'static str] {
    match class {
        Loose::Top => &["上衣", "衣服", "上衣", "上装"],
        Loose::Tee => &["上衣", "T恤", "衣服", "上衣"],
        Loose::Sweater => &["毛衣", "上衣", "卫衣", "衣服"],
        Loose::Jacket => &["外套", "外套", "外套", "外衣"],
        Loose::Coat => &["大衣", "外套", "长外套", "外衣"],
        Loose::Trousers => &["裤子", "长裤", "裤子", "长裤"],
        Loose::Shorts => &["短裤", "短裤", "中裤", "裤子"],
        Loose::Skirt => &["裙子", "裙子", "半身裙", "裙子"],
        Loose::Dress => &["裙子", "连衣裙", "裙子", "裙子"],
        Loose::Shoes => &["鞋子", "鞋", "鞋子", "鞋"],
        Loose::Boots => &["靴子", "靴子", "鞋子", "靴子"],
        Loose::Bag => &["包", "包", "包包", "包"],
        Loose::Hat => &["帽子", "帽子", "帽子", "帽子"],
    }
}

/// Words for an outfit that is one thing, most common first.
pub(super) fn ensemble(kind: Ensemble) -> &'static [&'static str] {
    match kind {
        Ensemble::Suit => &["西装", "西服", "西装套装", "正装"],
        Ensemble::Tracksuit => &["运动套装", "运动服", "运动装", "运动衣裤"],
        Ensemble::Denim => &["牛仔套装", "牛仔装", "牛仔衣裤"],
        Ensemble::OneColour => &["衣服", "套装", "衣裤"],
    }
}
