//! Bags, headgear and small things: their names, measure words and the verbs that carry them.

use crate::attributes::{Bag, Extra, Eyewear, Headgear};

/// How Chinese speaks of one kind of thing.
pub(super) struct Entry {
    /// Names, most common first.
    pub(super) names: &'static [&'static str],
    /// Measure word after 一; empty where none fits every name.
    pub(super) measure: &'static str,
    /// Verbs with the thing as object, most common first.
    pub(super) verbs: &'static [&'static str],
}

fn entry(names: &'static [&'static str], measure: &'static str, verbs: &'static [&'static str]) -> Entry {
    Entry {
        names,
        measure,
        verbs,
    }
}

/// Words for a bag.
pub(super) fn bag(kind: Bag) -> Entry {
    match kind {
        Bag::Backpack => entry(
            &[
                "双肩包",
                "背包",
                "背囊",
                "运动背包",
                "书包",
                "双肩背包",
                "双肩书包",
                "后背包",
            ],
            "个",
            &["背着", "背", "身后背着", "身背"],
        ),
        Bag::ShoulderBag => entry(
            &[
                "单肩包",
                "挎包",
                "大包",
                "单肩大包",
                "大挎包",
                "肩背包",
                "包",
                "包包",
                "单肩挎包",
                "肩包",
            ],
            "个",
            &["背着", "挎着", "肩上挎着", "背", "肩挎"],
        ),
        Bag::CrossbodyBag => entry(
            &[
                "斜挎包",
                "挎包",
                "小挎包",
                "斜挎小包",
                "单肩包",
                "包",
                "小包",
                "斜背包",
                "邮差包",
            ],
            "个",
            &["斜挎着", "背着", "斜挎", "挎着", "身上斜背着"],
        ),
        Bag::Handbag => entry(
            &[
                "手提包",
                "包",
                "小包",
                "女包",
                "手提小包",
                "小手提包",
                "手袋",
                "提包",
                "手拎包",
            ],
            "个",
            &["拎着", "提着", "手里拎着", "手提", "手上提着", "手拎"],
        ),
        Bag::Tote => entry(
            &[
                "帆布包",
                "布包",
                "大包",
                "大布包",
                "手提布袋",
                "大号帆布包",
                "单肩帆布包",
                "托特包",
                "手提袋",
                "帆布袋",
                "布袋",
            ],
            "个",
            &["背着", "拎着", "提着", "挎着", "肩上挎着"],
        ),
        Bag::ShoppingBag => entry(
            &[
                "购物袋",
                "袋子",
                "塑料袋",
                "纸袋",
                "手提纸袋",
                "塑料购物袋",
                "纸质购物袋",
                "手提袋",
                "大袋子",
            ],
            "个",
            &["提着", "拎着", "手里提着", "手提", "手拎"],
        ),
        Bag::Briefcase => entry(
            &[
                "公文包",
                "手提包",
                "电脑包",
                "文件包",
                "公文箱",
                "公事包",
                "商务包",
            ],
            "个",
            &["提着", "拎着", "手里提着", "手提", "手拎"],
        ),
        Bag::Suitcase => entry(
            &[
                "行李箱",
                "拉杆箱",
                "拉杆行李箱",
                "旅行拉杆箱",
                "行李",
                "箱子",
                "旅行箱",
            ],
            "个",
            &["拉着", "拖着", "手拉", "拽着"],
        ),
        Bag::WaistBag => entry(
            &["腰包", "小腰包", "小包", "运动腰包", "腰挎包"],
            "个",
            &["系着", "背着", "腰间系着", "腰上挎着"],
        ),
    }
}

/// Words for headgear.
pub(super) fn headgear(kind: Headgear) -> Entry {
    const WEAR: &[&str] = &["戴着", "戴", "头戴", "头上戴着"];
    match kind {
        Headgear::Cap => entry(
            &["帽子", "棒球帽", "遮阳帽", "太阳帽", "鸭舌帽", "棒球帽", "运动帽"],
            "顶",
            WEAR,
        ),
        Headgear::Beanie => entry(
            &[
                "针织帽",
                "毛线帽",
                "针织毛线帽",
                "绒线帽",
                "针织毛帽",
                "帽子",
                "毛帽",
                "冷帽",
            ],
            "顶",
            WEAR,
        ),
        Headgear::Hat => entry(
            &["帽子", "礼帽", "大檐帽", "渔夫帽", "爵士帽", "宽檐帽", "圆檐帽"],
            "顶",
            WEAR,
        ),
        Headgear::SunHat => entry(
            &[
                "草帽",
                "遮阳帽",
                "大草帽",
                "宽檐帽",
                "宽檐遮阳帽",
                "帽子",
                "宽檐草帽",
                "太阳帽",
            ],
            "顶",
            WEAR,
        ),
        Headgear::Helmet => entry(&["头盔", "安全帽", "防护头盔", "安全头盔"], "顶", WEAR),
        Headgear::Headscarf => entry(
            &["头巾", "纱巾", "头巾", "丝巾", "包头巾"],
            "条",
            &["戴着", "裹着", "包着", "头裹"],
        ),
        Headgear::HoodUp => entry(
            &["兜帽", "连衣帽", "风帽"],
            "",
            &["戴着", "头戴", "头上套着", "套着"],
        ),
    }
}

/// Words for glasses.
pub(super) fn eyewear(kind: Eyewear) -> Entry {
    let names: &[&str] = match kind {
        Eyewear::Glasses => &["眼镜", "眼镜", "近视镜", "框架眼镜", "近视眼镜"],
        Eyewear::Sunglasses => &["墨镜", "太阳镜", "墨镜", "太阳眼镜", "深色眼镜", "遮阳镜"],
    };
    entry(names, "副", &["戴着", "戴", "佩戴"])
}

/// Words for other things worn or held.
pub(super) fn extra(kind: Extra) -> Entry {
    const HOLD: &[&str] = &["拿着", "手里拿着", "手拿", "手上拿着", "手持"];
    match kind {
        Extra::Scarf => entry(
            &["围巾", "围巾", "长围巾", "保暖围巾", "围脖", "丝巾"],
            "条",
            &["围着", "系着", "脖子上围着", "戴着"],
        ),
        Extra::Tie => entry(&["领带"], "条", &["打着", "系着", "打", "系"]),
        Extra::Belt => entry(
            &["腰带", "皮带", "腰带"],
            "条",
            &["系着", "腰间系着", "系", "扎着"],
        ),
        Extra::Mask => entry(
            &["口罩", "口罩", "医用口罩", "防护口罩", "面罩"],
            "个",
            &["戴着", "戴", "脸上戴着", "佩戴"],
        ),
        Extra::Gloves => entry(&["手套", "手套", "保暖手套"], "双", &["戴着", "戴", "手上戴着"]),
        Extra::Umbrella => entry(&["雨伞", "伞", "遮阳伞"], "把", &["打着", "撑着", "打", "举着"]),
        Extra::Phone => entry(&["手机", "手机", "智能手机"], "部", HOLD),
        Extra::Headphones => entry(
            &["耳机", "耳机", "头戴耳机", "大耳机", "头戴式耳机"],
            "副",
            &["戴着", "戴", "头戴"],
        ),
        Extra::Drink => entry(&["饮料", "饮料", "饮品"], "", HOLD),
        Extra::Book => entry(&["书", "书", "书本"], "", HOLD),
    }
}
