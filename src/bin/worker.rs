//! The dedicated worker of the page: everything that computes runs here, so that the page never blocks.

fn main() {
    bi_irra::web::start();
}
