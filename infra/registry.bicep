// Where the images of Rollcall lie, and the identity that may fetch them. It comes before azure.bicep, which needs an image to start.

@description('What the names of all resources end with: letters and digits, unique in Azure.')
@minLength(4)
@maxLength(12)
param suffix string

param location string = resourceGroup().location

/** Fetches images, and nothing else. */
var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'rollcall${suffix}'
  location: location
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false }
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'rollcall-${suffix}'
  location: location
}

resource mayFetch 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, acrPull)
  scope: registry
  properties: {
    roleDefinitionId: acrPull
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

output REGISTRY_NAME string = registry.name
output REGISTRY_HOST string = registry.properties.loginServer
output IDENTITY_NAME string = identity.name
output IDENTITY_OBJECT_ID string = identity.properties.principalId
