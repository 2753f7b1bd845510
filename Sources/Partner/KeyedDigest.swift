import CCrypto

/// HMAC-SHA256 of a text, 32 bytes.
func keyedDigest(key: [UInt8], _ text: String) -> [UInt8] {
  var result = [UInt8](repeating: 0, count: 32)
  let bytes = Array(text.utf8)
  HMAC(EVP_sha256(), key, Int32(key.count), bytes, bytes.count, &result, nil)
  return result
}
