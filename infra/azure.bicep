// Rollcall in Azure Container Apps, with its registration as a bot. infra/registry.bicep comes first, then an image: docs/operations.md.

@description('The suffix that infra/registry.bicep was deployed with.')
@minLength(4)
@maxLength(12)
param suffix string

param location string = resourceGroup().location

@description('Such as <registry host>/rollcall:1.0.0.')
param image string

param registryHost string
param identityName string

@description('UserAssignedMSI: the identity is the bot, and nothing has a password. SingleTenant: an app registration, which sign-in needs.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param botType string = 'UserAssignedMSI'

@description('The app registration, for SingleTenant alone.')
param botAppId string = ''

@description('Its secret, for SingleTenant alone.')
@secure()
param botPassword string = ''

@allowed(['application', 'delegated'])
param mode string = 'application'

@description('What Graph proves its notifications by. The same at every deployment: another one makes all subscriptions anew.')
@secure()
@minLength(16)
param notificationSecret string

@description('Of the PostgreSQL server. Empty: no server, one process, and what is watched is lost with each new revision: for a trial.')
@secure()
param databasePassword string = ''

@description('What reads /metrics. Empty: nothing does.')
@secure()
param metricsToken string = ''

var name = 'rollcall-${suffix}'
var isIdentity = botType == 'UserAssignedMSI'
var hasDatabase = !empty(databasePassword)
var hasMetrics = !empty(metricsToken)
var port = 3978
var botId = isIdentity ? identity.properties.clientId : botAppId
var publicHost = '${name}.${host.properties.defaultDomain}'

/** Reads the values of secrets, and nothing else. */
var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' existing = {
  name: identityName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUser)
  scope: vault
  properties: {
    roleDefinitionId: secretsUser
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource notificationSecretKept 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'notification-secret'
  properties: { value: notificationSecret }
}

resource botPasswordKept 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!isIdentity) {
  parent: vault
  name: 'bot-password'
  properties: { value: botPassword }
}

resource metricsTokenKept 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (hasMetrics) {
  parent: vault
  name: 'metrics-token'
  properties: { value: metricsToken }
}

resource databaseUrlKept 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (hasDatabase) {
  parent: vault
  name: 'database-url'
  properties: {
    value: 'postgres://rollcall:${uriComponent(databasePassword)}@${database!.properties.fullyQualifiedDomainName}:5432/rollcall?sslmode=verify-full'
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = if (hasDatabase) {
  name: name
  location: location
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '16'
    administratorLogin: 'rollcall'
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 7, geoRedundantBackup: 'Disabled' }
    network: { publicNetworkAccess: 'Enabled' }
  }
}

resource tables 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = if (hasDatabase) {
  parent: database
  name: 'rollcall'
}

/** This range stands for Azure's own addresses, whoever rents them: the password guards the server. A network of one's own is narrower. */
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = if (hasDatabase) {
  parent: database
  name: 'from-azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
}

resource logs 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 30 }
}

resource host 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: name
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: logs.properties.customerId
        sharedKey: logs.listKeys().primarySharedKey
      }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    environmentId: host.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: port, transport: 'auto', allowInsecure: false }
      registries: [{ server: registryHost, identity: identity.id }]
      secrets: concat(
        [{ name: 'notification-secret', keyVaultUrl: '${vault.properties.vaultUri}secrets/notification-secret', identity: identity.id }],
        isIdentity ? [] : [{ name: 'bot-password', keyVaultUrl: '${vault.properties.vaultUri}secrets/bot-password', identity: identity.id }],
        hasMetrics ? [{ name: 'metrics-token', keyVaultUrl: '${vault.properties.vaultUri}secrets/metrics-token', identity: identity.id }] : [],
        hasDatabase ? [{ name: 'database-url', keyVaultUrl: '${vault.properties.vaultUri}secrets/database-url', identity: identity.id }] : []
      )
    }
    template: {
      terminationGracePeriodSeconds: 30
      containers: [
        {
          name: 'rollcall'
          image: image
          resources: { cpu: json('0.5'), memory: '1Gi' }
          env: concat(
            [
              { name: 'ROLLCALL_MODE', value: mode }
              { name: 'PORT', value: string(port) }
              { name: 'PUBLIC_URL', value: 'https://${publicHost}' }
              { name: 'BOT_TYPE', value: isIdentity ? 'UserAssignedMsi' : 'SingleTenant' }
              { name: 'BOT_ID', value: botId }
              { name: 'BOT_TENANT_ID', value: tenant().tenantId }
              { name: 'NOTIFICATION_SECRET', secretRef: 'notification-secret' }
            ],
            isIdentity ? [] : [{ name: 'BOT_PASSWORD', secretRef: 'bot-password' }],
            hasMetrics ? [{ name: 'METRICS_TOKEN', secretRef: 'metrics-token' }] : [],
            hasDatabase ? [{ name: 'DATABASE_URL', secretRef: 'database-url' }] : []
          )
          probes: [
            { type: 'Startup', httpGet: { path: '/healthz', port: port }, periodSeconds: 5, failureThreshold: 30 }
            { type: 'Liveness', httpGet: { path: '/healthz', port: port }, periodSeconds: 30, failureThreshold: 3 }
          ]
        }
      ]
      // A file takes one process. With nobody there, nothing would be looked for.
      scale: { minReplicas: 1, maxReplicas: hasDatabase ? 3 : 1 }
    }
  }
  dependsOn: [mayRead, notificationSecretKept, botPasswordKept, metricsTokenKept, databaseUrlKept, tables, fromAzure]
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Rollcall'
    endpoint: 'https://${publicHost}/api/messages'
    msaAppType: botType
    msaAppId: botId
    msaAppTenantId: tenant().tenantId
    msaAppMSIResourceId: isIdentity ? identity.id : null
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: { isEnabled: true, acceptedTerms: true }
  }
}

output BOT_ID string = botId
output PUBLIC_HOST string = publicHost
output CONTAINER_APP_NAME string = app.name
