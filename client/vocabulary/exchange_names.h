/* SPDX-License-Identifier: MIT */
/* Endpoint paths, namespaces, SOAP actions and header names of Exchange, spelt once.
 * Source: public Exchange Web Services and Autodiscover documentation and the EWS Managed API (MIT). */
#ifndef FBLAB_EXCHANGE_NAMES_H
#define FBLAB_EXCHANGE_NAMES_H

/* Paths; servers compare them without regard to case. */
#define PATH_EWS "/EWS/Exchange.asmx"
#define PATH_EWS_WSSECURITY PATH_EWS "/WSSecurity"
#define PATH_EWS_SERVICES "/EWS/Services.wsdl"
#define PATH_EWS_MESSAGES "/EWS/messages.xsd"
#define PATH_EWS_TYPES "/EWS/types.xsd"
#define PATH_AUTODISCOVER_SOAP "/autodiscover/autodiscover.svc"
#define PATH_AUTODISCOVER_WSSECURITY PATH_AUTODISCOVER_SOAP "/WSSecurity"
#define PATH_AUTODISCOVER_POX "/autodiscover/autodiscover.xml"
#define PATH_AUTODISCOVER_JSON "/autodiscover/autodiscover.json"
#define PATH_HEALTH_CHECK "/healthcheck.htm" /* below the virtual directory */
#define PATH_WEB_MAIL "/owa/"
#define PATH_LOG_ON "/owa/auth/logon.aspx"
#define PATH_MIGRATION_PROXY "/EWS/mrsproxy.svc"
#define PATH_AUTH_METADATA "/autodiscover/metadata/json/1"
#define PATH_GET_SCHEDULE "/getSchedule" /* ends the path of Microsoft Graph for free/busy */
#define PATH_EXTSTS "/extSTS.srf"
#define PATH_MANAGE_DELEGATION "/service/managedelegation2.asmx"
#define PATH_SIGN_IN "/common/oauth2/authorize"
#define PATH_FEDERATION_METADATA "/federationmetadata/2006-12/federationmetadata.xml"

#define NS_SOAP11 "http://schemas.xmlsoap.org/soap/envelope/"
#define NS_SOAP12 "http://www.w3.org/2003/05/soap-envelope"
#define NS_WSA "http://www.w3.org/2005/08/addressing"
#define NS_TRUST "http://schemas.xmlsoap.org/ws/2005/02/trust"
#define NS_POLICY "http://schemas.xmlsoap.org/ws/2004/09/policy"
#define NS_AUTHORIZATION "http://schemas.xmlsoap.org/ws/2006/12/authorization"
#define NS_WSSE "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd"
#define NS_WSU "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
#define NS_SAML "urn:oasis:names:tc:SAML:1.0:assertion"
#define NS_PSF "http://schemas.microsoft.com/Passport/SoapServices/SOAPFault"
#define NS_MESSAGES "http://schemas.microsoft.com/exchange/services/2006/messages"
#define NS_TYPES "http://schemas.microsoft.com/exchange/services/2006/types"
#define NS_ERRORS "http://schemas.microsoft.com/exchange/services/2006/errors"
#define NS_AUTODISCOVER "http://schemas.microsoft.com/exchange/2010/Autodiscover"
#define NS_POX_REQUEST "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006"
#define NS_POX_ERROR "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006"
#define NS_POX_RESPONSE "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a"
#define NS_XSI "http://www.w3.org/2001/XMLSchema-instance"

#define ACTION_EWS_PREFIX NS_MESSAGES "/"
#define ACTION_AUTODISCOVER_PREFIX "http://schemas.microsoft.com/exchange/2010/Autodiscover/Autodiscover/"
#define ACTION_TRUST_ISSUE NS_TRUST "/RST/Issue"

#define APP_EXCHANGE "00000002-0000-0ff1-ce00-000000000000"
#define APP_GRAPH "00000003-0000-0000-c000-000000000000"
#define APP_TOKEN_SERVICE "00000001-0000-0000-c000-000000000000"
#define TOKEN_SERVICE_HOST "accounts.accesscontrol.windows.net"
#define GRANT_JWT_BEARER "http://oauth.net/grant_type/jwt/1.0/bearer"

/* EvoSts: client credentials, by an assertion */
#define GRANT_CLIENT_CREDENTIALS "client_credentials"
#define ASSERTION_JWT_BEARER "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
#define ISSUER_EVOSTS "https://sts.windows.net/%s/" /* the tenant */

#define GRAPH_HOST "graph.microsoft.com"
#define GRAPH_AUDIENCE "https://" GRAPH_HOST
#define EWS_ROLE "full_access_as_app" /* without it an application may do nothing in EWS */
#define EWS_ROLE_ID "dc890d15-9560-4a4c-9b7f-a736ec74ec40"
#define GRAPH_ROLE "Calendars.Read" /* without it an application sees no calendar */

#define ROUTING_DOMAIN ".mail.onmicrosoft.com" /* what a tenant's routing domain ends with */

#define AGENT_AUTODISCOVER "ASAutoDiscover/CrossForest/EmailDomain"
#define AGENT_AVAILABILITY "ASProxy/CrossForest/EmailDomain"

#define HEADER_DIAGNOSTICS "x-ms-diagnostics"
#define HEADER_POLICY_REASON "X-EWS-Policy-Reason"
#define POLICY_DISABLED "EWS is disabled for this user or tenant"
#define POLICY_BLOCKED "EWS is blocked by policy for this user or tenant"
#define HEADER_REQUEST_ID "request-id"
#define HEADER_FE_SERVER "X-FEServer"
#define CONTENT_TYPE_XML "text/xml; charset=utf-8"

#endif
