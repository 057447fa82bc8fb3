//! prove-goose <home> <provider> <model> <prompt>: goose's own parser on its folder of custom providers, then one prompt.
use anyhow::Context;
use goose_providers::conversation::message::Message;
use goose_providers::declarative::{from_json, load_custom_providers, EnvKeyResolver};
use goose_providers::model::ModelConfig;
use std::path::Path;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [home, id, model, prompt] = args.as_slice() else {
        anyhow::bail!("usage: prove-goose <home> <provider> <model> <prompt>");
    };
    let folder = Path::new(home).join(".config/goose/custom_providers");
    let known = load_custom_providers(&folder)?;
    let config = known.iter().find(|one| &one.name == id).with_context(|| format!("no provider {id}"))?;
    config.models.iter().find(|one| &one.name == model).with_context(|| format!("no model {model}"))?;

    let json = std::fs::read_to_string(folder.join(format!("{id}.json")))?;
    let provider = from_json(&json, None, EnvKeyResolver::new())?;
    let messages = [Message::user().with_text(prompt)];
    let (answer, _) = provider.complete(&ModelConfig::new(model), "Answer.", &messages, &[]).await?;
    println!("{}", answer.as_concat_text());
    Ok(())
}
