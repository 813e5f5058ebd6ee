//! What Chinese speakers call garments and shoes, most common word first.

use crate::synth::attributes::{Footwear, Lower, OnePiece, Upper};

/// Names of an upper garment. Those that tell the sleeves apart hold 短袖, 长袖, 无袖, 半袖, 短T or 长T.
pub(super) fn upper(kind: Upper) -> &'static [&'static str] {
    match kind {
        Upper::TShirt => &[
            "T恤",
            "短袖",
            "T恤衫",
            "短袖T恤",
            "圆领T恤",
            "上衣",
            "圆领衫",
            "短袖上衣",
            "体恤",
            "短T",
        ],
        Upper::LongSleeveShirt => &[
            "长袖T恤",
            "长袖上衣",
            "长袖",
            "上衣",
            "T恤",
            "长袖衫",
            "打底衫",
            "长T",
        ],
        Upper::TankTop => &["背心", "无袖上衣", "无袖背心", "运动背心", "无袖T恤", "无袖衫"],
        Upper::CropTop => &["短款上衣", "露脐上衣", "短上衣", "露腰上衣", "露脐装"],
        Upper::Polo => &["Polo衫", "POLO衫", "翻领T恤", "有领T恤", "polo衫", "翻领衫"],
        Upper::Shirt => &["衬衫", "衬衣", "长袖衬衫", "上衣", "长袖衬衣", "翻领衬衫"],
        Upper::ShortSleeveShirt => &["短袖衬衫", "衬衫", "短袖衬衣", "衬衣", "短袖上衣", "半袖衬衫"],
        Upper::Blouse => &["上衣", "衬衫", "罩衫", "雪纺衫", "女式衬衫", "雪纺上衣"],
        Upper::Sweater => &[
            "毛衣",
            "针织衫",
            "毛线衣",
            "套头毛衣",
            "上衣",
            "线衫",
            "毛衫",
            "羊毛衫",
        ],
        Upper::Turtleneck => &[
            "高领毛衣",
            "高领衫",
            "高领针织衫",
            "高领上衣",
            "高领打底衫",
            "高领毛衫",
        ],
        Upper::Sweatshirt => &["卫衣", "圆领卫衣", "套头衫", "套头卫衣", "上衣", "运动衫"],
        Upper::Hoodie => &[
            "卫衣",
            "连帽卫衣",
            "帽衫",
            "连帽衫",
            "带帽卫衣",
            "连帽上衣",
            "套头帽衫",
            "兜帽衫",
        ],
        Upper::Jersey => &["球衣", "运动衫", "运动上衣", "球服", "运动T恤", "队服"],
        Upper::Cardigan => &["开衫", "针织开衫", "毛衣开衫", "开襟毛衣", "毛衣外套", "毛线开衫"],
        Upper::Vest => &["马甲", "背心", "无袖外套", "坎肩", "马夹"],
        Upper::Jacket => &[
            "外套",
            "夹克",
            "夹克衫",
            "短外套",
            "夹克外套",
            "短款外套",
            "短夹克",
        ],
        Upper::DenimJacket => &["牛仔外套", "牛仔夹克", "牛仔衣", "牛仔上衣", "牛仔服", "丹宁外套"],
        Upper::LeatherJacket => &["皮夹克", "皮衣", "皮外套", "皮质外套", "皮质夹克", "机车夹克"],
        Upper::TrackJacket => &["运动外套", "运动服", "运动上衣", "外套", "运动夹克", "运动衣"],
        Upper::Blazer => &["西装", "西装外套", "西服", "西服外套", "西装上衣", "小西装"],
        Upper::Puffer => &[
            "羽绒服",
            "棉服",
            "羽绒外套",
            "棉袄",
            "羽绒衣",
            "棉衣",
            "棉外套",
            "面包服",
        ],
        Upper::Parka => &[
            "外套",
            "冲锋衣",
            "连帽外套",
            "派克大衣",
            "大衣",
            "防寒外套",
            "派克服",
        ],
        Upper::Coat => &[
            "大衣",
            "长外套",
            "外套",
            "长大衣",
            "呢子大衣",
            "长款外套",
            "长款大衣",
            "毛呢大衣",
        ],
        Upper::TrenchCoat => &["风衣", "长风衣", "长款风衣", "风衣外套", "大衣", "双排扣风衣"],
        Upper::Raincoat => &["雨衣", "长雨衣", "防雨外套", "防水外套", "雨披"],
        Upper::HiVisVest => &[
            "反光背心",
            "反光马甲",
            "荧光背心",
            "荧光马甲",
            "反光衣",
            "安全背心",
        ],
    }
}

/// Names of a lower garment.
pub(super) fn lower(kind: Lower) -> &'static [&'static str] {
    match kind {
        Lower::Trousers => &["裤子", "长裤", "休闲裤", "长裤", "直筒裤"],
        Lower::Jeans => &["牛仔裤", "牛仔裤", "牛仔长裤", "裤子", "长裤", "丹宁裤"],
        Lower::RippedJeans => &["破洞牛仔裤", "破洞裤", "牛仔裤", "破洞长裤", "破牛仔裤", "乞丐裤"],
        Lower::Chinos => &["休闲裤", "长裤", "裤子", "休闲长裤", "斜纹裤"],
        Lower::Cargo => &["工装裤", "工装长裤", "裤子", "多口袋裤", "多袋裤"],
        Lower::SuitTrousers => &["西裤", "西装裤", "长裤", "正装裤", "西装长裤", "西服裤"],
        Lower::Joggers => &["运动裤", "运动长裤", "束脚裤", "卫裤", "束脚运动裤", "收口裤"],
        Lower::Leggings => &["紧身裤", "打底裤", "紧身长裤", "瑜伽裤", "弹力裤"],
        Lower::WideTrousers => &["阔腿裤", "宽松长裤", "宽松裤子", "宽腿裤", "肥腿裤"],
        Lower::FlaredTrousers => &["喇叭裤", "微喇裤", "喇叭长裤", "阔脚裤", "微喇长裤"],
        Lower::CroppedTrousers => &["七分裤", "中裤", "八分裤", "中长裤"],
        Lower::Shorts => &["短裤", "短裤", "休闲短裤", "五分裤"],
        Lower::DenimShorts => &["牛仔短裤", "短裤", "短牛仔裤", "牛仔热裤", "丹宁短裤"],
        Lower::MiniSkirt => &["短裙", "超短裙", "裙子", "迷你裙", "半身短裙"],
        Lower::Skirt => &["裙子", "半身裙", "及膝裙", "半裙", "中裙"],
        Lower::PleatedSkirt => &["百褶裙", "裙子", "百褶半身裙", "褶裙", "百褶半裙"],
        Lower::LongSkirt => &["长裙", "半身长裙", "裙子", "长款半身裙", "长半裙"],
    }
}

/// Names of a dress or overall.
pub(super) fn one_piece(kind: OnePiece) -> &'static [&'static str] {
    match kind {
        OnePiece::ShortDress => &["连衣裙", "短款连衣裙", "裙子", "短连衣裙", "连衣短裙"],
        OnePiece::Dress => &["连衣裙", "裙子", "及膝连衣裙", "连身裙", "裙装"],
        OnePiece::LongDress => &["长裙", "连衣裙", "长连衣裙", "长款连衣裙", "连衣长裙"],
        OnePiece::Jumpsuit => &["连体裤", "连身裤", "连体衣", "连体服", "连衣裤"],
        OnePiece::Dungarees => &["背带裤", "工装背带裤", "吊带裤", "背带工装裤"],
    }
}

/// Names of footwear; empty for bare feet, which are a state and not a thing.
pub(super) fn footwear(kind: Footwear) -> &'static [&'static str] {
    match kind {
        Footwear::Sneakers => &[
            "运动鞋",
            "运动鞋",
            "鞋子",
            "球鞋",
            "休闲鞋",
            "板鞋",
            "跑鞋",
            "旅游鞋",
        ],
        Footwear::LeatherShoes => &["皮鞋", "皮鞋", "鞋子", "正装皮鞋", "商务皮鞋"],
        Footwear::AnkleBoots => &["短靴", "靴子", "踝靴", "低筒靴", "及踝靴"],
        Footwear::HighBoots => &["长靴", "靴子", "高筒靴", "长筒靴", "高筒靴子"],
        Footwear::Sandals => &["凉鞋", "凉鞋", "鞋子", "露趾凉鞋"],
        Footwear::FlipFlops => &["拖鞋", "人字拖", "凉拖", "凉拖鞋"],
        Footwear::HighHeels => &["高跟鞋", "高跟鞋", "鞋子", "高跟鞋子", "细跟鞋"],
        Footwear::Flats => &["平底鞋", "鞋子", "单鞋", "平跟鞋", "芭蕾鞋"],
        Footwear::Loafers => &["乐福鞋", "鞋子", "皮鞋", "懒人鞋", "便鞋"],
        Footwear::Barefoot => &[],
    }
}
