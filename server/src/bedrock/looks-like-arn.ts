/** Whether a text was meant as an ARN: one wrong character leaves two of its three marks. */
export const looksLikeArn = (text: string): boolean =>
  /^arn:|:aws[a-z-]*:|:(bedrock|sagemaker):/.test(text)
