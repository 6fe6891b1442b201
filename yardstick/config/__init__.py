"""How this installation behaves: `config.yaml`, read strictly. What a number means is never said here."""

from yardstick.config.config import CONFIG, Config, Paths, load_config

__all__ = ["CONFIG", "Config", "Paths", "load_config"]
