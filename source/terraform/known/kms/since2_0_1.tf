# Since 2.0.1 those who administer a key replicate it and import its material.

locals {
  administer_more = ["ReplicateKey", "ImportKeyMaterial"]
}
